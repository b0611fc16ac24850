package io.calling.rtp.congestion;

import java.util.concurrent.TimeUnit;

/**
 * Tells from the slope of the delay whether the bottleneck is overused. The threshold adapts: it
 * rises with slopes beyond it, slowly, so that flows of another kind in the same queue don't starve
 * this one, and falls faster when they go.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-ietf-rmcat-gcc-02#section-5.4">
 *     draft-ietf-rmcat-gcc-02, 5.4</a>
 */
final class OveruseDetector {
    private static final double GAIN = 4;
    private static final int MAX_GROUPS = 60;
    private static final double FIRST_THRESHOLD_MILLIS = 12.5;
    private static final double MIN_THRESHOLD_MILLIS = 6;
    private static final double MAX_THRESHOLD_MILLIS = 600;

    /** "It is advisable to choose a smaller K_d than K_u" and the reverse are both in use. */
    private static final double RISE = 0.0087;

    private static final double FALL = 0.039;

    /**
     * "If abs(m(i)) - del_var_th(i) > 15": a spike, as a change of route makes, teaches nothing.
     */
    private static final double MAX_EXCESS_MILLIS = 15;

    private static final double MAX_STEP_MILLIS = 100;

    /** "overuse_time_th": the slope must last. */
    private static final long OVERUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private double threshold = FIRST_THRESHOLD_MILLIS;
    private boolean adapted;
    private long adaptedNanos;
    private boolean over;
    private long overNanos;
    private int overGroups;
    private double lastSlope;
    private Usage usage = Usage.NORMAL;

    /** Takes the slope after a group that left {@code sendDeltaNanos} after the one before. */
    void onSlope(double slope, int groups, long sendDeltaNanos, long arrivalNanos) {
        if (groups < 2) {
            usage = Usage.NORMAL;
            return;
        }
        double trend = Math.min(groups, MAX_GROUPS) * slope * GAIN;
        if (trend > threshold) {
            onOver(slope, sendDeltaNanos);
        } else {
            over = false;
            overGroups = 0;
            usage = trend < -threshold ? Usage.UNDER : Usage.NORMAL;
        }
        lastSlope = slope;
        adapt(trend, arrivalNanos);
    }

    private void onOver(double slope, long sendDeltaNanos) {
        // Half of it, since the queue may have begun to grow at any time in between.
        overNanos = over ? overNanos + sendDeltaNanos : sendDeltaNanos / 2;
        over = true;
        overGroups++;
        if (overNanos > OVERUSE_NANOS && overGroups > 1 && slope >= lastSlope) {
            overNanos = 0;
            overGroups = 0;
            usage = Usage.OVER;
        }
    }

    private void adapt(double trend, long nowNanos) {
        double size = Math.abs(trend);
        if (!adapted || size > threshold + MAX_EXCESS_MILLIS) {
            adapted = true;
            adaptedNanos = nowNanos;
            return;
        }
        double step = Math.min((nowNanos - adaptedNanos) / 1e6, MAX_STEP_MILLIS);
        double speed = size < threshold ? FALL : RISE;
        threshold += speed * (size - threshold) * Math.max(0, step);
        threshold = Math.max(MIN_THRESHOLD_MILLIS, Math.min(MAX_THRESHOLD_MILLIS, threshold));
        adaptedNanos = nowNanos;
    }

    Usage usage() {
        return usage;
    }

    double thresholdMillis() {
        return threshold;
    }

    /** Forgets the slopes; what was learnt of other flows stays. */
    void reset() {
        over = false;
        overNanos = 0;
        overGroups = 0;
        lastSlope = 0;
        usage = Usage.NORMAL;
    }
}
