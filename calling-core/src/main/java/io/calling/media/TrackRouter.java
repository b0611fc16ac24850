package io.calling.media;

import io.calling.rtp.HeaderExtensions;
import io.calling.rtp.RtpPacket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the track that a packet belongs to: by its mid, by its SSRC, by a payload type that only
 * one track has (RFC 8843, 9.2). Fixed in size; belongs to the loop.
 */
final class TrackRouter {
    private static final int MAX_SOURCES = 64;
    private static final int AMBIGUOUS = -2;
    private static final int NOBODY = -1;

    private final List<BundledTrack> tracks;
    private final int[] byPayloadType = new int[128];
    private final int[] sources = new int[MAX_SOURCES];
    private final int[] owners = new int[MAX_SOURCES];
    private final HeaderExtensions extensions = new HeaderExtensions();
    private byte[][] mids = new byte[0][];
    private int sourceCount;

    /**
     * @param tracks whoever changes the list calls {@link #learn()} afterwards
     */
    TrackRouter(List<BundledTrack> tracks) {
        this.tracks = tracks;
    }

    /** Reads anew what the tracks are, and forgets what their packets had taught. */
    void learn() {
        mids = new byte[tracks.size()][];
        sourceCount = 0;
        Arrays.fill(byPayloadType, NOBODY);
        for (int index = 0; index < tracks.size(); index++) {
            TrackConfig config = tracks.get(index).config();
            mids[index] = config.mid().getBytes(StandardCharsets.UTF_8);
            for (TrackFormat format : config.formats()) {
                claim(format.payloadType(), index);
                int track = index;
                format.rtxPayloadType().ifPresent(type -> claim(type, track));
            }
            for (int ssrc : config.remoteSsrcs()) {
                learn(ssrc, index);
            }
        }
    }

    private void claim(int payloadType, int track) {
        boolean free = byPayloadType[payloadType] == NOBODY;
        byPayloadType[payloadType] = free ? track : AMBIGUOUS;
    }

    private void learn(int ssrc, int track) {
        int at = indexOf(ssrc);
        if (at >= 0) {
            owners[at] = track;
        } else if (sourceCount < MAX_SOURCES) {
            sources[sourceCount] = ssrc;
            owners[sourceCount] = track;
            sourceCount++;
        }
    }

    private int indexOf(int ssrc) {
        for (int at = 0; at < sourceCount; at++) {
            if (sources[at] == ssrc) {
                return at;
            }
        }
        return -1;
    }

    /** The track, or null where the packet is nobody's. */
    @Nullable BundledTrack route(RtpPacket packet) {
        int byMid = packet.hasExtension() ? byMid(packet) : NOBODY;
        if (byMid >= 0) {
            learn(packet.ssrc(), byMid);
            return tracks.get(byMid);
        }
        int known = indexOf(packet.ssrc());
        if (known >= 0) {
            return tracks.get(owners[known]);
        }
        int byType = byPayloadType[packet.payloadType()];
        if (byType < 0) {
            return null;
        }
        learn(packet.ssrc(), byType);
        return tracks.get(byType);
    }

    private int byMid(RtpPacket packet) {
        for (int index = 0; index < mids.length; index++) {
            if (carriesMid(packet, index)) {
                return index;
            }
        }
        return NOBODY;
    }

    private boolean carriesMid(RtpPacket packet, int index) {
        TrackConfig config = tracks.get(index).config();
        byte[] mid = mids[index];
        return config.extensions().mid().isPresent()
                && extensions.wrap(packet).find(config.extensions().mid().getAsInt())
                && extensions.length() == mid.length
                && Arrays.equals(
                        packet.buffer(),
                        extensions.offset(),
                        extensions.offset() + mid.length,
                        mid,
                        0,
                        mid.length);
    }

    /** The track whose packets from the peer have this SSRC, or null. */
    @Nullable BundledTrack bySource(int ssrc) {
        int at = indexOf(ssrc);
        return at < 0 ? null : tracks.get(owners[at]);
    }

    /** The track that sends under this SSRC, or null. */
    @Nullable BundledTrack bySender(int ssrc) {
        for (BundledTrack track : tracks) {
            if (track.config().ssrc().value() == ssrc) {
                return track;
            }
        }
        return null;
    }
}
