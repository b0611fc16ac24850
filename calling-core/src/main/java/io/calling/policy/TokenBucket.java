package io.calling.policy;

import java.time.Duration;
import java.util.List;

/**
 * How often something may happen: {@code capacity} times in a row, and once more each {@code
 * refill} after that.
 *
 * @param capacity 1 to 256
 * @param refill how long it takes until there is one more; at most a day
 */
public record TokenBucket(int capacity, Duration refill) {
    private static final Duration LONGEST_REFILL = Duration.ofDays(1);

    /** Checks the bounds. */
    public TokenBucket {
        Amounts.check("capacity", capacity, CallHistory.MAX_CALLS);
        Amounts.check("refill", refill);
        if (refill.compareTo(LONGEST_REFILL) > 0) {
            throw new IllegalArgumentException("refill must be a day at most: " + refill);
        }
    }

    /**
     * Whether it may happen now.
     *
     * @param ages how long ago it happened, the newest first
     */
    boolean allows(List<Duration> ages) {
        long one = refill.toNanos();
        long full = capacity * one;
        long level = full;
        long last = 0;
        for (int i = ages.size() - 1; i >= 0; i--) {
            long age = nanos(ages.get(i));
            level = i == ages.size() - 1 ? full : Math.min(full, level + (last - age));
            level = Math.max(0, level - one);
            last = age;
        }
        return Math.min(full, level + last) >= one;
    }

    /** Ten years fit. */
    private static long nanos(Duration age) {
        return (age.compareTo(Amounts.LONGEST) > 0 ? Amounts.LONGEST : age).toNanos();
    }

    String text() {
        return capacity + " " + refill;
    }

    /** In words. */
    @Override
    public String toString() {
        return Amounts.counted(capacity, "call")
                + " in a row, then one each "
                + Amounts.words(refill);
    }
}
