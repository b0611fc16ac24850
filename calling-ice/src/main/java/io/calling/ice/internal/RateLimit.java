package io.calling.ice.internal;

import java.util.concurrent.TimeUnit;

/** Permits so many events a second, and a second's worth at once. Pure. */
final class RateLimit {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final long eventNanos;
    private boolean running;
    private long emptyAtNanos;

    RateLimit(int perSecond) {
        this.eventNanos = SECOND / perSecond;
    }

    boolean allows(long nowNanos) {
        if (!running || emptyAtNanos - nowNanos < 0) {
            running = true;
            emptyAtNanos = nowNanos;
        }
        if (emptyAtNanos + eventNanos - nowNanos > SECOND) {
            return false;
        }
        emptyAtNanos += eventNanos;
        return true;
    }
}
