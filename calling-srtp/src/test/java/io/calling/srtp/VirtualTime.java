package io.calling.srtp;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Timers that go off when the test says so, at once and in order. */
final class VirtualTime implements DtlsTimers {
    private record Event(long atNanos, long number, Runnable task) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(
                    Comparator.comparingLong(Event::atNanos).thenComparingLong(Event::number));
    private long nowNanos;
    private long count;

    @Override
    public synchronized long nanoTime() {
        return nowNanos;
    }

    @Override
    public synchronized Timer schedule(long delayNanos, Runnable task) {
        Event event = new Event(nowNanos + delayNanos, count++, task);
        events.add(event);
        return () -> remove(event);
    }

    private synchronized void remove(Event event) {
        events.remove(event);
    }

    private synchronized Event next(long untilNanos) {
        Event next = events.peek();
        if (next == null || next.atNanos > untilNanos) {
            return null;
        }
        nowNanos = Math.max(nowNanos, next.atNanos);
        return events.poll();
    }

    /** Lets all that happens in this time happen, the consequences of each event included. */
    void pass(Duration duration, DtlsEngine... engines) {
        long until = nanoTime() + duration.toNanos();
        settle(engines);
        for (Event event = next(until); event != null; event = next(until)) {
            event.task.run();
            settle(engines);
        }
        synchronized (this) {
            nowNanos = until;
        }
    }

    private static void settle(DtlsEngine... engines) {
        try {
            for (DtlsEngine engine : engines) {
                engine.awaitQuiet();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
