package io.calling.stats;

import java.util.Map;
import java.util.OptionalLong;

/**
 * One format that is sent or received.
 *
 * @param payloadType 0 to 127
 * @param transportId the {@link TransportStats} on which it is used
 * @param mimeType such as {@code audio/opus}
 * @param clockRate timestamps per second
 * @param channels of sound; empty for pictures
 * @see <a href="https://www.w3.org/TR/webrtc-stats/#codec-dict*">W3C webrtc-stats,
 *     RTCCodecStats</a>
 */
public record CodecStats(
        String id,
        double timestamp,
        long payloadType,
        String transportId,
        String mimeType,
        long clockRate,
        OptionalLong channels)
        implements Stats {
    @Override
    public StatsType type() {
        return StatsType.CODEC;
    }

    @Override
    public Map<String, Object> members() {
        return Members.of(this)
                .add("payloadType", payloadType)
                .add("transportId", transportId)
                .add("mimeType", mimeType)
                .add("clockRate", clockRate)
                .add("channels", channels)
                .all();
    }
}
