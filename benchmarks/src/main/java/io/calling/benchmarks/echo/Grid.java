package io.calling.benchmarks.echo;

/**
 * How late the steps of one sound come, against a grid of one step in 20 ms that begins anew where
 * steps were left out. Allocates nothing per step; belongs to the thread that takes the steps.
 */
final class Grid {
    private static final long STEP_NANOS = 20_000_000;

    /** Five seconds: the earliest step of that time is the one that was on time. */
    private static final int WINDOW = 250;

    private final long[] offsets = new long[WINDOW];
    private long steps;

    /**
     * A step is taken now.
     *
     * @return how late it is, in nanoseconds; -1 as long as there is little to compare with
     */
    long step(long nowNanos) {
        long offset = nowNanos - steps * STEP_NANOS;
        offsets[(int) (steps % WINDOW)] = offset;
        steps++;
        if (steps < WINDOW) {
            return -1;
        }
        long earliest = offset;
        for (long other : offsets) {
            earliest = Math.min(earliest, other);
        }
        return offset - earliest;
    }
}
