package io.calling.srtp;

/**
 * The time that handshakes are governed by. A {@link DtlsEngine} has timers of its own unless it is
 * given others, such as those of a network's loop or of a test's virtual clock.
 */
public interface DtlsTimers {

    /** A monotonic clock in nanoseconds, of arbitrary origin. */
    long nanoTime();

    /**
     * Runs {@code task} once, {@code delayNanos} nanoseconds from now, on any thread. The task does
     * not block.
     */
    Timer schedule(long delayNanos, Runnable task);

    /** A timer that has not fired yet. */
    interface Timer {
        /** Prevents the task from running, if it has not started. Idempotent. */
        void cancel();
    }
}
