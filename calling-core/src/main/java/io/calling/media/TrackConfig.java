package io.calling.media;

import io.calling.rtp.Cname;
import io.calling.rtp.Ssrc;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one {@link RtpTrack} is made of.
 *
 * @param mid names its section of the session; may be empty
 * @param kind audio or video
 * @param ssrc of the packets that we send
 * @param rtxSsrc of our retransmissions, where they have a format of their own
 * @param cname of this call, in our reports
 * @param formats that were negotiated, at least one
 * @param extensions that were negotiated
 * @param sends whether we may send now; not while the call is held, by either side
 * @param receives whether we take what comes
 * @param remoteSsrcs that the peer announced
 */
public record TrackConfig(
        String mid,
        MediaKind kind,
        Ssrc ssrc,
        Optional<Ssrc> rtxSsrc,
        Cname cname,
        List<TrackFormat> formats,
        TrackExtensions extensions,
        boolean sends,
        boolean receives,
        List<Integer> remoteSsrcs) {

    /** Copies the lists. */
    public TrackConfig {
        if (formats.isEmpty()) {
            throw new IllegalArgumentException("a track has at least one format");
        }
        formats = List.copyOf(formats);
        remoteSsrcs = List.copyOf(remoteSsrcs);
    }

    /** The format with a payload type, or null. */
    @Nullable TrackFormat format(int payloadType) {
        for (int i = 0; i < formats.size(); i++) { // on the packet path: no iterator
            TrackFormat format = formats.get(i);
            if (format.payloadType() == payloadType) {
                return format;
            }
        }
        return null;
    }

    /** The format that a retransmission's payload type repairs, or null. */
    @Nullable TrackFormat repairedBy(int payloadType) {
        for (int i = 0; i < formats.size(); i++) {
            TrackFormat format = formats.get(i);
            if (format.rtxPayloadType().isPresent()
                    && format.rtxPayloadType().getAsInt() == payloadType) {
                return format;
            }
        }
        return null;
    }
}
