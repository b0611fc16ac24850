package io.calling.testkit.net;

import io.calling.ice.net.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A clock that tests move, and the tasks that wait for it. Nothing runs and no time passes but
 * inside {@link #advance}, {@link #advanceUntil} and {@link #runDue}, on the calling thread: tasks
 * in the order of their times, and of two with the same time the one first that was handed in
 * first.
 *
 * <p>The monotonic clock wraps around one minute after the start, so that code which compares
 * instants instead of differences is found out.
 *
 * <p>An exception out of a task comes out of the method that moved the clock.
 */
public final class TestClock extends Scheduler {
    private static final long ORIGIN_NANOS = Long.MAX_VALUE - Duration.ofMinutes(1).toNanos();
    private static final Instant ORIGIN = Instant.parse("2026-01-01T12:00:00Z");
    private static final int TASKS_AT_ONE_TIME = 1_000_000;

    private final EventQueue queue = new EventQueue();
    private volatile long elapsedNanos;
    private volatile @Nullable Thread runner;
    private @Nullable Object runningOwner;

    /** A clock that stands at noon of 1 January 2026, UTC. */
    public TestClock() {}

    /** The monotonic time, in nanoseconds of arbitrary origin. */
    @Override
    public long nanoTime() {
        return ORIGIN_NANOS + elapsedNanos;
    }

    /** The wall-clock time. */
    @Override
    public Instant now() {
        return ORIGIN.plusNanos(elapsedNanos);
    }

    /** How far the clock was moved so far. */
    public Duration elapsed() {
        return Duration.ofNanos(elapsedNanos);
    }

    /** Runs what is due now, and what becomes due by it, without moving the clock. */
    public void runDue() {
        advance(Duration.ZERO);
    }

    /** Moves the clock, and runs on the way each task at its own time. */
    public void advance(Duration duration) {
        advanceUntil(duration, () -> false);
    }

    /**
     * Moves the clock from task to task until the condition holds.
     *
     * @param limit how far to move at most
     * @param condition asked before the first task and after each
     * @return whether the condition holds; if not, the clock was moved by the whole limit
     */
    public boolean advanceUntil(Duration limit, BooleanSupplier condition) {
        if (limit.isNegative()) {
            throw new IllegalArgumentException("a clock only moves forward, not by " + limit);
        }
        if (isLoop()) {
            throw new IllegalStateException("the clock is moved by a task that it runs");
        }
        long endNanos = elapsedNanos + limit.toNanos();
        int tasksAtThisTime = 0;
        while (!condition.getAsBoolean()) {
            EventQueue.Event event = next(endNanos);
            if (event == null) {
                elapsedNanos = endNanos;
                return false;
            }
            tasksAtThisTime = event.atNanos() > elapsedNanos ? 0 : tasksAtThisTime + 1;
            if (tasksAtThisTime > TASKS_AT_ONE_TIME) {
                throw new IllegalStateException("tasks hand in tasks, and no time passes");
            }
            elapsedNanos = Math.max(elapsedNanos, event.atNanos());
            run(event);
        }
        return true;
    }

    private synchronized EventQueue.@Nullable Event next(long endNanos) {
        return queue.pollDue(endNanos);
    }

    private void run(EventQueue.Event event) {
        runner = Thread.currentThread();
        runningOwner = event.owner;
        try {
            event.run();
        } finally {
            runningOwner = null;
            runner = null;
        }
    }

    @Override
    synchronized Network.Timer schedule(long delayNanos, Object owner, Runnable task) {
        return queue.add(elapsedNanos + Math.max(0, delayNanos), owner, task);
    }

    @Override
    boolean isManual() {
        return true;
    }

    @Override
    boolean isLoop() {
        return Thread.currentThread().equals(runner);
    }

    @Override
    boolean isLoopOf(Object owner) {
        return isLoop() && owner == runningOwner;
    }

    @Override
    boolean await(Duration limit, BooleanSupplier condition) {
        return advanceUntil(limit, condition);
    }

    @Override
    synchronized void close() {
        queue.clear();
    }
}
