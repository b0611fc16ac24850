package io.calling.media;

import io.calling.rtp.payload.Depacketizer;
import io.calling.rtp.payload.H264Depacketizer;
import io.calling.rtp.payload.Vp8Depacketizer;
import java.util.OptionalInt;

/**
 * One payload format of an {@link RtpTrack}, as negotiated.
 *
 * @param encoding such as {@code opus} or {@code VP8}
 * @param payloadType of its packets, 0 to 127
 * @param clockRate RTP timestamps per second
 * @param rtxPayloadType of its retransmissions (RFC 4588); without one, lost packets are repeated
 *     as they were
 * @param nack whether lost packets are asked for (RFC 4585)
 * @param pictureLoss whether key frames are asked for (RFC 4585, 6.3.1)
 */
public record TrackFormat(
        String encoding,
        int payloadType,
        int clockRate,
        OptionalInt rtxPayloadType,
        boolean nack,
        boolean pictureLoss) {
    private static final Depacketizer VP8 = new Vp8Depacketizer();
    private static final Depacketizer H264 = new H264Depacketizer();

    /** Whether a key frame begins with this payload, where we know the format. */
    boolean startsKeyFrame(byte[] payload, int offset, int length) {
        if (encoding.equalsIgnoreCase("VP8")) {
            return VP8.startsKeyFrame(payload, offset, length);
        }
        return encoding.equalsIgnoreCase("H264") && H264.startsKeyFrame(payload, offset, length);
    }
}
