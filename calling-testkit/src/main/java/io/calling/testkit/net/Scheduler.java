package io.calling.testkit.net;

import io.calling.ice.net.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Time and turn of a virtual network: a {@link TestClock}, or real time on one thread. */
abstract class Scheduler {
    /** The monotonic clock, in nanoseconds of arbitrary origin. */
    abstract long nanoTime();

    /** The wall clock. */
    abstract Instant now();

    /** Runs a task on the loop, {@code delayNanos} from now, on behalf of {@code owner}. */
    abstract Network.Timer schedule(long delayNanos, Object owner, Runnable task);

    /** Whether time passes only when a test moves it. */
    abstract boolean isManual();

    /** Whether the calling thread is the loop. */
    abstract boolean isLoop();

    /** Whether the calling thread is the loop and runs a task of {@code owner}. */
    abstract boolean isLoopOf(Object owner);

    /** Lets time pass until the condition holds or the limit is over; whether it holds. */
    abstract boolean await(Duration limit, BooleanSupplier condition);

    /** Forgets every task and ends. Idempotent. */
    abstract void close();
}
