package io.calling.stats;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What our user says or shows. The library gets it encoded, so that it knows neither levels nor
 * sizes.
 *
 * @param trackIdentifier names it in this call
 * @param kind {@code audio} or {@code video}
 * @param totalSamplesDuration seconds of sound that the source gave; empty for pictures
 * @param frames pictures that the source gave; empty for sound
 * @see <a href="https://www.w3.org/TR/webrtc-stats/#mediasourcestats-dict*">W3C webrtc-stats,
 *     RTCMediaSourceStats</a>
 */
public record MediaSourceStats(
        String id,
        double timestamp,
        String trackIdentifier,
        String kind,
        OptionalDouble totalSamplesDuration,
        OptionalLong frames)
        implements Stats {
    @Override
    public StatsType type() {
        return StatsType.MEDIA_SOURCE;
    }

    @Override
    public Map<String, Object> members() {
        return Members.of(this)
                .add("trackIdentifier", trackIdentifier)
                .add("kind", kind)
                .add("totalSamplesDuration", totalSamplesDuration)
                .add("frames", frames)
                .all();
    }
}
