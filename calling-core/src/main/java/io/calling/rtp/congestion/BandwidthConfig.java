package io.calling.rtp.congestion;

/**
 * Bounds of a {@link BandwidthEstimator}, in bits per second.
 *
 * @param minBitsPerSecond what the target never falls below, however bad the path
 * @param startBitsPerSecond what it begins with
 * @param maxBitsPerSecond what it never rises above, however good the path
 */
public record BandwidthConfig(
        long minBitsPerSecond, long startBitsPerSecond, long maxBitsPerSecond) {
    private static final long LEAST = 1_000;
    private static final long MOST = 1_000_000_000;

    /** 10 kbit/s to 5 Mbit/s, and 300 kbit/s to begin with: one camera. */
    public static final BandwidthConfig VIDEO = new BandwidthConfig(10_000, 300_000, 5_000_000);

    /** Names the value that cannot be. */
    public BandwidthConfig {
        if (minBitsPerSecond < LEAST) {
            throw new IllegalArgumentException(
                    "minBitsPerSecond is at least " + LEAST + ", not " + minBitsPerSecond);
        }
        if (maxBitsPerSecond > MOST) {
            throw new IllegalArgumentException(
                    "maxBitsPerSecond is at most " + MOST + ", not " + maxBitsPerSecond);
        }
        if (startBitsPerSecond < minBitsPerSecond || startBitsPerSecond > maxBitsPerSecond) {
            throw new IllegalArgumentException(
                    "startBitsPerSecond is between the two others, not " + startBitsPerSecond);
        }
    }

    long clamp(long bitsPerSecond) {
        return Math.max(minBitsPerSecond, Math.min(maxBitsPerSecond, bitsPerSecond));
    }
}
