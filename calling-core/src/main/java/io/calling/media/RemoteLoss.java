package io.calling.media;

/**
 * What the peer loses of our packets: rises with the first report that says so, and falls by a
 * quarter with each one that doesn't. Written on the loop, read on the media executor.
 */
final class RemoteLoss {
    private static final double FORGET = 0.25;

    private double smoothed;
    private volatile int percent;

    /** Belongs to the media executor. */
    private int seen;

    void onReport(int fractionIn256ths) {
        double now = fractionIn256ths * 100 / 256.0;
        smoothed = Math.max(now, smoothed + FORGET * (now - smoothed));
        percent = (int) Math.round(smoothed);
    }

    /** Whether it is another percentage than at the last call. */
    boolean hasChanged() {
        int before = seen;
        seen = percent;
        return before != seen;
    }

    int percent() {
        return seen;
    }
}
