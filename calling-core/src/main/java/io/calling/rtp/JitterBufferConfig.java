package io.calling.rtp;

import java.time.Duration;

/**
 * Bounds of a {@link JitterBuffer}.
 *
 * @param clockRate timestamps per second
 * @param frame length of one playout step
 * @param initialDelay how long the first packet waits
 * @param minDelay what the delay never falls below, however even the network
 * @param maxDelay what the delay never aims above, however uneven the network
 */
public record JitterBufferConfig(
        int clockRate,
        Duration frame,
        Duration initialDelay,
        Duration minDelay,
        Duration maxDelay) {
    /** Names the value that cannot be. */
    public JitterBufferConfig {
        if (clockRate <= 0 || frame.isNegative() || frame.isZero()) {
            throw new IllegalArgumentException("clockRate and frame must be positive");
        }
        if (minDelay.isNegative() || minDelay.compareTo(maxDelay) > 0) {
            throw new IllegalArgumentException("minDelay must be 0 to maxDelay, not " + minDelay);
        }
    }

    /** For speech: 20 to 400 ms, 40 ms to begin with. */
    public static JitterBufferConfig speech(int clockRate, Duration frame) {
        return new JitterBufferConfig(
                clockRate,
                frame,
                Duration.ofMillis(40),
                Duration.ofMillis(20),
                Duration.ofMillis(400));
    }

    long frameTicks() {
        return MediaClock.toTicks(frame.toNanos(), clockRate);
    }

    long initialDelayNanos() {
        return initialDelay.toNanos();
    }

    long minDelayNanos() {
        return minDelay.toNanos();
    }

    long maxDelayNanos() {
        return maxDelay.toNanos();
    }
}
