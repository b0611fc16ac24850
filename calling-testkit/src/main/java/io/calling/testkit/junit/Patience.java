package io.calling.testkit.junit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Waits for what ends soon by itself: threads that were told to stop, sockets that are being
 * closed. An edge class: it reads the clock.
 */
final class Patience {
    /** Long enough for a busy machine, and only ever waited for where a test fails. */
    static final Duration USUAL = Duration.ofSeconds(10);

    private static final long LOOK_AGAIN_NANOS = 2_000_000;

    private Patience() {}

    /** What is left of something that should come to nothing; waits while there is anything. */
    static <T extends Iterable<?>> T whatIsLeft(Duration limit, Supplier<T> look) {
        long deadline = System.nanoTime() + limit.toNanos();
        T left = look.get();
        while (left.iterator().hasNext() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            left = look.get();
        }
        return left;
    }
}
