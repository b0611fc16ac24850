package io.calling.rtp;

import java.util.Arrays;

/**
 * How often packets were how late, with the past forgotten exponentially. Fixed in size.
 *
 * <p>Weights are fixed-point numbers that add up to about {@link #ONE}.
 */
final class DelayHistogram {
    static final long BUCKET_NANOS = 5_000_000;
    private static final int BUCKETS = 128;
    private static final long ONE = 1L << 40;

    /** Each packet takes one 64th of the weight: 95 % of it lies in the last four seconds. */
    private static final int FORGET_SHIFT = 6;

    private final long[] weights = new long[BUCKETS];
    private int count;

    void add(long delayNanos) {
        // Young histograms forget faster, so that the first packets count alike.
        count = Math.min(count + 1, 1 << FORGET_SHIFT);
        long share = ONE / count;
        long kept = ONE - share;
        for (int i = 0; i < BUCKETS; i++) {
            weights[i] = scale(weights[i], kept);
        }
        weights[bucketOf(delayNanos)] += share;
    }

    private static long scale(long weight, long factor) {
        return (weight >>> 10) * (factor >>> 10) >>> 20;
    }

    private static int bucketOf(long delayNanos) {
        return (int) Math.max(0, Math.min(BUCKETS - 1, delayNanos / BUCKET_NANOS));
    }

    /** The delay that no more than {@code lateMillionths} of the weight exceed. */
    long quantileNanos(int lateMillionths) {
        long tolerated = ONE / 1_000_000 * lateMillionths;
        int bucket = BUCKETS - 1;
        long late = weights[bucket];
        while (bucket > 0 && late <= tolerated) {
            bucket--;
            late += weights[bucket];
        }
        return (bucket + 1) * BUCKET_NANOS;
    }

    void clear() {
        Arrays.fill(weights, 0);
        count = 0;
    }
}
