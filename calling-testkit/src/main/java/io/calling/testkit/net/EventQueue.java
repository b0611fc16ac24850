package io.calling.testkit.net;

import io.calling.ice.net.Network;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in the order of their times; of two with the same time, the one that was handed in first.
 * Pure: time is an argument. Not thread-safe.
 */
final class EventQueue {
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long handedIn;

    /** Adds a task of one owner, due at a time in nanoseconds from the scheduler's start. */
    Event add(long atNanos, Object owner, Runnable task) {
        Event event = new Event(atNanos, handedIn++, owner, task);
        events.add(event);
        return event;
    }

    /** Takes the first task that is due. */
    @Nullable Event pollDue(long nowNanos) {
        Event first = first();
        return first != null && first.atNanos <= nowNanos ? events.poll() : null;
    }

    /** When the next task is due; {@code Long.MAX_VALUE} where there is none. */
    long nextNanos() {
        Event first = first();
        return first == null ? Long.MAX_VALUE : first.atNanos;
    }

    /** Forgets every task. */
    void clear() {
        events.clear();
    }

    private @Nullable Event first() {
        Event first = events.peek();
        while (first != null && first.cancelled) {
            events.poll();
            first = events.peek();
        }
        return first;
    }

    /** One task that waits for its time. */
    static final class Event implements Comparable<Event>, Network.Timer {
        private final long atNanos;
        private final long order;
        final Object owner;
        private @Nullable Runnable task;
        private volatile boolean cancelled;

        Event(long atNanos, long order, Object owner, Runnable task) {
            this.atNanos = atNanos;
            this.order = order;
            this.owner = owner;
            this.task = task;
        }

        long atNanos() {
            return atNanos;
        }

        void run() {
            Runnable ours = task;
            if (!cancelled && ours != null) {
                ours.run();
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            task = null; // a cancelled timer waits on in the queue, what it would have done does
            // not
        }

        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(atNanos, other.atNanos);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
