package io.calling.rtp.congestion;

/**
 * What the bottleneck carried when it was last overused, and how sure that is. Near it the rate is
 * raised with care; far beyond it the path must have changed, and it is forgotten.
 */
final class LinkCapacity {
    private static final double OVERUSE_WEIGHT = 0.05;
    private static final double PROBE_WEIGHT = 0.5;
    private static final double MIN_DEVIATION = 0.4;
    private static final double MAX_DEVIATION = 2.5;
    private static final double BOUND = 3;

    private boolean known;
    private double kilobits;
    private double deviation = MIN_DEVIATION;

    void onOveruse(long bitsPerSecond) {
        update(bitsPerSecond / 1e3, OVERUSE_WEIGHT);
    }

    void onProbe(long bitsPerSecond) {
        update(bitsPerSecond / 1e3, PROBE_WEIGHT);
    }

    private void update(double sample, double weight) {
        kilobits = known ? (1 - weight) * kilobits + weight * sample : sample;
        known = true;
        double error = kilobits - sample;
        deviation = (1 - weight) * deviation + weight * error * error / Math.max(1, kilobits);
        deviation = Math.max(MIN_DEVIATION, Math.min(MAX_DEVIATION, deviation));
    }

    boolean isKnown() {
        return known;
    }

    long bitsPerSecond() {
        return (long) (kilobits * 1e3);
    }

    /** Whether so much is more than it can be. */
    boolean isExceededBy(long bitsPerSecond) {
        return known && bitsPerSecond / 1e3 > kilobits + BOUND * spread();
    }

    /** Whether so little is less than it can be. */
    boolean isFarAbove(long bitsPerSecond) {
        return known && bitsPerSecond / 1e3 < kilobits - BOUND * spread();
    }

    private double spread() {
        return Math.sqrt(deviation * kilobits);
    }

    void forget() {
        known = false;
    }
}
