package io.calling.testkit.net;

import io.calling.ice.net.Network;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in the order of their times; of two with the same time, the one that was handed in first.
 * Pure: time is an argument. Not thread-safe.
 *
 * <p>Most tasks are for now, and wait in a line; sorting them among the timers would cost more than
 * running them.
 */
final class EventQueue {
    private static final int FEW = 64;

    private final PriorityQueue<Event> timers = new PriorityQueue<>();
    private final ArrayDeque<Event> due = new ArrayDeque<>();
    private long handedIn;
    private long takenNanos;
    private int sweepAt = FEW;

    /** Adds a task of one owner, due at a time in nanoseconds from the scheduler's start. */
    Event add(long atNanos, Object owner, Runnable task) {
        Event event = new Event(atNanos, handedIn++, owner, task);
        if (isForNow(atNanos)) {
            due.add(event);
        } else {
            sweep();
            timers.add(event);
        }
        return event;
    }

    private boolean isForNow(long atNanos) {
        Event last = due.peekLast();
        return atNanos <= takenNanos && (last == null || last.atNanos <= atNanos);
    }

    // Whoever sets a timer anew at every packet would leave a cancelled one behind for each.
    private void sweep() {
        if (timers.size() >= sweepAt) {
            timers.removeIf(event -> event.cancelled);
            sweepAt = Math.max(FEW, 2 * timers.size());
        }
    }

    /** Takes the first task that is due. */
    @Nullable Event pollDue(long nowNanos) {
        Event first = first();
        if (first == null || first.atNanos > nowNanos) {
            return null;
        }
        takenNanos = first.atNanos;
        return remove(first);
    }

    private Event remove(Event first) {
        Queue<Event> queue = first.equals(due.peek()) ? due : timers;
        return queue.remove();
    }

    /** When the next task is due; {@code Long.MAX_VALUE} where there is none. */
    long nextNanos() {
        Event first = first();
        return first == null ? Long.MAX_VALUE : first.atNanos;
    }

    /** Forgets every task. */
    void clear() {
        timers.clear();
        due.clear();
    }

    /** How many tasks it keeps, cancelled ones included. */
    int size() {
        return timers.size() + due.size();
    }

    private @Nullable Event first() {
        Event line = first(due);
        Event timer = first(timers);
        if (line == null || timer == null) {
            return line == null ? timer : line;
        }
        return line.compareTo(timer) < 0 ? line : timer;
    }

    private static @Nullable Event first(Queue<Event> queue) {
        Event first = queue.peek();
        while (first != null && first.cancelled) {
            queue.remove();
            first = queue.peek();
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
