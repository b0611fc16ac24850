package io.calling.rtp.congestion;

/**
 * The slope of the queueing delay over time: a line through the smoothed delays of the last twenty
 * groups, by least squares. Zero where the queues stay as they are; 0.1 where they grow by a tenth
 * of a second each second.
 */
final class TrendLine {
    static final int GROUPS = 20;

    /**
     * A first rate far above the path's makes twenty groups last for seconds; a few are enough to
     * see a slope that steep.
     */
    private static final int LEAST_GROUPS = 6;

    private static final double SMOOTHING = 0.9;
    private static final double NANOS_PER_MILLI = 1e6;

    private final double[] times = new double[GROUPS];
    private final double[] delays = new double[GROUPS];
    private int count;
    private boolean started;
    private long firstArrivalNanos;
    private double accumulated;
    private double smoothed;
    private double slope;

    /** Takes what {@link ArrivalGroups} found. */
    void onGroup(long sendDeltaNanos, long arrivalDeltaNanos, long arrivalNanos) {
        if (!started) {
            started = true;
            firstArrivalNanos = arrivalNanos;
        }
        accumulated += (arrivalDeltaNanos - sendDeltaNanos) / NANOS_PER_MILLI;
        smoothed = SMOOTHING * smoothed + (1 - SMOOTHING) * accumulated;
        int slot = count % GROUPS;
        times[slot] = (arrivalNanos - firstArrivalNanos) / NANOS_PER_MILLI;
        delays[slot] = smoothed;
        count++;
        if (count >= LEAST_GROUPS) {
            fit(Math.min(count, GROUPS));
        }
    }

    private void fit(int groups) {
        double time = 0;
        double delay = 0;
        for (int i = 0; i < groups; i++) {
            time += times[i];
            delay += delays[i];
        }
        time /= groups;
        delay /= groups;
        double numerator = 0;
        double denominator = 0;
        for (int i = 0; i < groups; i++) {
            numerator += (times[i] - time) * (delays[i] - delay);
            denominator += (times[i] - time) * (times[i] - time);
        }
        if (denominator > 0) {
            slope = numerator / denominator;
        }
    }

    /** Milliseconds of delay for each millisecond of time; 0 until there are enough groups. */
    double slope() {
        return slope;
    }

    /** Groups so far. */
    int groups() {
        return count;
    }

    void reset() {
        count = 0;
        started = false;
        accumulated = 0;
        smoothed = 0;
        slope = 0;
    }
}
