package io.calling.examples.hosts;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Whether the machine lets its programs run: a thread that wants to look at the clock every two
 * milliseconds, and how long it had to wait at the longest. Sound that is garbled on a machine that
 * stands still says nothing of those who carry it.
 */
public final class StallMeter implements AutoCloseable {
    /** A frame of sound. */
    private static final Duration STALL = Duration.ofMillis(20);

    private static final long LOOK_NANOS = 2_000_000;

    private final Thread thread = new Thread(this::look, "stall-meter");
    private volatile long longestNanos;
    private volatile boolean closed;

    /** Looks from now on. */
    public StallMeter() {
        thread.setDaemon(true);
        thread.start();
    }

    private void look() {
        long before = System.nanoTime();
        while (!closed) {
            LockSupport.parkNanos(LOOK_NANOS);
            long now = System.nanoTime();
            longestNanos = Math.max(longestNanos, now - before - LOOK_NANOS);
            before = now;
        }
    }

    /** The longest wait so far. */
    public Duration longest() {
        return Duration.ofNanos(longestNanos);
    }

    /** Whether nothing ran here for as long as a frame of sound lasts. */
    public boolean sawAStall() {
        return longest().compareTo(STALL) >= 0;
    }

    /** Ends it. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
