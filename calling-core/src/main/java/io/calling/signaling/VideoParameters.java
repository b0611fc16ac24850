package io.calling.signaling;

import io.calling.media.VideoFormat;
import java.util.HashSet;
import java.util.List;

/**
 * How one side sends video, and which it takes. The payload types are fixed: 96 and 97 for VP8 and
 * its repairs, 98 and 99 for H.264 in packetization-mode 1 and its repairs (RFC 6184, RFC 4588). So
 * is the identifier of the header extension that numbers packets: 3.
 *
 * @param ssrc names its packets; 32 bits
 * @param repairSsrc names its retransmissions; another one
 * @param formats that it takes, the one that it likes best first; none where it only shows
 * @param tellsArrivals whether it tells when each numbered packet arrived, so that the other side
 *     learns how much it may send (transport-wide congestion control). Packets are numbered where
 *     both say so
 */
public record VideoParameters(
        int ssrc, int repairSsrc, List<VideoFormat> formats, boolean tellsArrivals) {
    /** There are no more formats. */
    public static final int MAX_FORMATS = VideoFormat.values().length;

    /** Copies the list; refuses what says something twice. */
    public VideoParameters {
        formats = List.copyOf(formats);
        if (ssrc == repairSsrc) {
            throw new IllegalArgumentException("ssrc and repairSsrc must differ");
        }
        if (new HashSet<>(formats).size() < formats.size()) {
            throw new IllegalArgumentException("formats: each at most once");
        }
    }

    /** One side that tells nothing of arrivals. */
    public VideoParameters(int ssrc, int repairSsrc, List<VideoFormat> formats) {
        this(ssrc, repairSsrc, formats, false);
    }
}
