package io.calling.testkit.net;

import io.calling.ice.net.Network;
import io.calling.testkit.await.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a virtual network in real time on one thread of its own, for whatever brings threads and
 * clocks along (ice4j, DTLS). An edge class: it reads the system's clocks and starts a thread. What
 * a task throws, whoever waits or closes is told.
 */
final class RealTimeLoop extends Scheduler {
    private final EventQueue queue = new EventQueue();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final long originNanos = System.nanoTime();
    private final Instant origin = Instant.now();
    private final int speed;
    private final Thread thread = new Thread(this::run, "virtual-network");
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private boolean closed;
    private @Nullable Object runningOwner;

    /** A loop whose time goes {@code speed} times as fast as the system's. */
    RealTimeLoop(int speed) {
        if (speed < 1 || speed > 1_000) {
            throw new IllegalArgumentException("speed must be 1 to 1000, not " + speed);
        }
        this.speed = speed;
        thread.setDaemon(true);
        thread.start();
    }

    private long elapsedNanos() {
        return (System.nanoTime() - originNanos) * speed;
    }

    private void run() {
        for (EventQueue.Event event = take(); event != null; event = take()) {
            runningOwner = event.owner;
            try {
                event.run();
            } catch (Throwable e) { // an Error too: a loop that is gone would say nothing
                failure.compareAndSet(null, e);
            }
            runningOwner = null;
        }
    }

    private EventQueue.@Nullable Event take() {
        lock.lock();
        try {
            while (!closed) {
                EventQueue.Event due = queue.pollDue(elapsedNanos());
                if (due != null) {
                    return due;
                }
                changed.awaitNanos((queue.nextNanos() - elapsedNanos()) / speed);
            }
            return null;
        } catch (InterruptedException e) {
            return null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    long nanoTime() {
        return originNanos + elapsedNanos();
    }

    @Override
    Instant now() {
        return origin.plusNanos(elapsedNanos());
    }

    @Override
    Network.Timer schedule(long delayNanos, Object owner, Runnable task) {
        lock.lock();
        try {
            Network.Timer timer = queue.add(elapsedNanos() + Math.max(0, delayNanos), owner, task);
            changed.signalAll();
            return timer;
        } finally {
            lock.unlock();
        }
    }

    @Override
    boolean isManual() {
        return false;
    }

    @Override
    boolean isLoop() {
        return Thread.currentThread() == thread;
    }

    @Override
    boolean isLoopOf(Object owner) {
        return isLoop() && owner == runningOwner;
    }

    @Override
    boolean await(Duration limit, BooleanSupplier condition) {
        if (isLoop()) {
            throw new IllegalStateException("the loop waits for itself");
        }
        return Eventually.holds(
                limit,
                () -> {
                    tellFailure();
                    return condition.getAsBoolean();
                });
    }

    // Once: the test that waits, or that closes the network, is the one to hear of it.
    private void tellFailure() {
        Throwable first = failure.getAndSet(null);
        if (first != null) {
            throw new IllegalStateException("a task of the virtual network failed", first);
        }
    }

    @Override
    void close() {
        lock.lock();
        try {
            closed = true;
            queue.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        joinUnlessLoop();
        tellFailure();
    }

    private void joinUnlessLoop() {
        if (isLoop()) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
