package io.calling.testkit.await;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits in real time for a condition that others make true. An edge class: it reads the clock. */
public final class Eventually {
    private static final long LOOK_AGAIN_NANOS = 1_000_000;

    private Eventually() {}

    /**
     * Waits until the condition holds.
     *
     * @param limit how long at most; an interrupt ends the wait too
     * @return whether it holds
     */
    public static boolean holds(Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(Math.min(left, LOOK_AGAIN_NANOS));
        }
        return true;
    }
}
