package io.calling.rtp.congestion;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Finds a queue that stands at the bottleneck: one that is neither growing nor emptying, so that
 * the slope of the delay says nothing of it, and every packet is late by it. It shows as delay
 * above the least of the last half minute, and is worked off by sending less than arrives for a
 * while.
 *
 * <p>Where the delay stays although little is sent, the path has become longer or the queue is
 * others': then the delay that there is counts as the least from now on. GCC has nothing of the
 * kind, and leaves a queue that it made in its first second for minutes.
 */
final class StandingQueue {
    private static final int SLICES = 8;
    private static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(4);
    private static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(80);
    private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    /** A frame of many packets, or a moment's burst of others', goes by itself. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long LEAST_PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);
    private static final long VERY_LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long SUDDEN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long HUGE_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    /** In such a time a queue changes by a part of itself, and the length of a path doesn't. */
    private static final long GLANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    private static final int LEAST_CHANGE = 25;
    private static final double CUT = 0.3;
    private static final double DEEP_CUT = 0.6;
    private static final double DEEPER_CUT = 0.8;
    private static final long ENORMOUS_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final double DEEPEST_CUT = 0.95;

    private final long[] leastNanos = new long[SLICES];
    private boolean begun;
    private int slice;
    private long sliceBeganNanos;
    private boolean seen;
    private long currentNanos;
    private boolean wasLong;
    private long longSinceNanos;
    private boolean draining;
    private long drainBeganNanos;
    private long peakNanos;
    private long peakedNanos;
    private long glanceNanos;
    private long glancedNanos;
    private boolean shrinking;
    private boolean growing;
    private boolean none;

    StandingQueue() {
        Arrays.fill(leastNanos, Long.MAX_VALUE);
    }

    /** Takes the transit of an acknowledged packet: arrival less departure, of any origin. */
    void onPacket(long transitNanos) {
        currentNanos = seen ? Math.min(currentNanos, transitNanos) : transitNanos;
        seen = true;
    }

    /** Ends one feedback message. */
    void onFeedback(long nowNanos) {
        none = false;
        if (!seen) {
            return;
        }
        seen = false;
        rememberLeast(nowNanos);
        long queue = queueNanos();
        if (draining) {
            drain(queue, nowNanos);
        } else if (queue < LONG_NANOS) {
            wasLong = false;
        } else {
            waitBeforeDraining(queue, nowNanos);
        }
    }

    private void rememberLeast(long nowNanos) {
        if (!begun) {
            begun = true;
            sliceBeganNanos = nowNanos;
        }
        for (int i = 0; i < SLICES && nowNanos - sliceBeganNanos >= SLICE_NANOS; i++) {
            sliceBeganNanos += SLICE_NANOS;
            slice = (slice + 1) % SLICES;
            leastNanos[slice] = Long.MAX_VALUE;
        }
        if (nowNanos - sliceBeganNanos >= SLICE_NANOS) {
            sliceBeganNanos = nowNanos; // after a silence longer than all of them
        }
        leastNanos[slice] = Math.min(leastNanos[slice], currentNanos);
    }

    private void waitBeforeDraining(long queue, long nowNanos) {
        if (!wasLong) {
            wasLong = true;
            longSinceNanos = nowNanos;
        }
        if (nowNanos - longSinceNanos >= PATIENCE_NANOS || queue >= SUDDEN_NANOS) {
            begin(queue, nowNanos);
        }
    }

    private void begin(long queue, long nowNanos) {
        draining = true;
        drainBeganNanos = nowNanos;
        peakNanos = queue;
        peakedNanos = nowNanos;
        glanceNanos = queue;
        glancedNanos = nowNanos;
        shrinking = false;
        growing = false;
    }

    /** It is known by other means that a queue has been made. */
    void drainNow(long nowNanos) {
        if (!draining) {
            begin(queueNanos(), nowNanos);
        }
    }

    private void drain(long queue, long nowNanos) {
        if (queue > peakNanos) { // what was sent before it showed comes behind it
            peakNanos = queue;
            peakedNanos = nowNanos;
        }
        glance(queue, nowNanos);
        long needed = (long) (2 * peakNanos / cut(peakNanos));
        if (queue <= SHORT_NANOS) {
            end();
        } else if (!shrinking && nowNanos - peakedNanos > Math.max(LEAST_PATIENCE_NANOS, needed)) {
            if (queue > peakNanos / 2) {
                Arrays.fill(leastNanos, Long.MAX_VALUE);
                leastNanos[slice] = currentNanos;
                none = true;
            }
            end();
        }
    }

    private void glance(long queue, long nowNanos) {
        if (nowNanos - glancedNanos >= GLANCE_NANOS) {
            shrinking = queue < glanceNanos - peakNanos / LEAST_CHANGE;
            growing = queue > glanceNanos + peakNanos / LEAST_CHANGE;
            glanceNanos = queue;
            glancedNanos = nowNanos;
        }
    }

    /** Whether it becomes longer or shorter while it is worked off: then it is a queue. */
    boolean isChanging() {
        return draining && (shrinking || growing);
    }

    private void end() {
        draining = false;
        wasLong = false;
    }

    private static double cut(long queueNanos) {
        if (queueNanos > HUGE_NANOS) {
            return queueNanos > ENORMOUS_NANOS ? DEEPEST_CUT : DEEPER_CUT;
        }
        return queueNanos > VERY_LONG_NANOS ? DEEP_CUT : CUT;
    }

    /** How long packets wait on the way, as far as that is known. */
    long queueNanos() {
        long least = Long.MAX_VALUE;
        for (long value : leastNanos) {
            least = Math.min(least, value);
        }
        // In the middle of a feedback message the current one is not yet among the least.
        return least == Long.MAX_VALUE ? 0 : Math.max(0, currentNanos - least);
    }

    /** Whether it is longer than a frame or two make it for a moment. */
    boolean isLong() {
        return queueNanos() >= LONG_NANOS;
    }

    /** Whether it is so long that what arrives is what the path carries, and no more. */
    boolean isVeryLong() {
        return queueNanos() >= VERY_LONG_NANOS;
    }

    boolean isDraining() {
        return draining;
    }

    /** For how long it has been worked off; 0 where it isn't. */
    long drainingNanos(long nowNanos) {
        return draining ? nowNanos - drainBeganNanos : 0;
    }

    /** Whether the last feedback ended a drain that changed nothing: there was no queue of ours. */
    boolean wasNone() {
        return none;
    }

    /** Share of what arrives that may be sent while the queue is worked off. */
    double share() {
        return draining ? 1 - cut(queueNanos()) : 1;
    }

    /** The path is another one. */
    void restart() {
        Arrays.fill(leastNanos, Long.MAX_VALUE);
        seen = false;
        draining = false;
        wasLong = false;
        none = false;
    }
}
