package io.calling.ice.net;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Tasks on their way to one thread, in the order in which they were handed in. Any thread may hand
 * in, one takes out. Takes no lock and allocates nothing once it exists, since a packet goes
 * through it.
 *
 * <p>Places are numbered from 0 on. Whoever hands in reserves a place by moving {@code end}, then
 * fills it; so the one at {@code begin} may be reserved and not filled yet.
 */
public final class TaskQueue {
    private static final long CLOSED = Long.MIN_VALUE;

    private final AtomicReferenceArray<@Nullable Runnable> places;
    private final int mask;
    private final AtomicLong begin = new AtomicLong();

    /** With {@link #CLOSED} in it once nothing may be handed in any more. */
    private final AtomicLong end = new AtomicLong();

    /**
     * Begins empty.
     *
     * @param capacity how many tasks may wait; a power of two
     * @throws IllegalArgumentException if it is none
     */
    public TaskQueue(int capacity) {
        if (Integer.bitCount(capacity) != 1 || capacity < 0) {
            throw new IllegalArgumentException("not a power of two: " + capacity);
        }
        places = new AtomicReferenceArray<>(capacity);
        mask = capacity - 1;
    }

    /**
     * Hands in a task, from any thread.
     *
     * @return false, and nothing done, where as many wait as may, or after {@link #close}
     */
    public boolean offer(Runnable task) {
        long place = end.get();
        while (place >= 0 && place - begin.get() <= mask) {
            if (end.compareAndSet(place, place + 1)) {
                places.setRelease(index(place), task);
                return true;
            }
            place = end.get();
        }
        return false;
    }

    private int index(long place) {
        return (int) place & mask;
    }

    /** Takes nothing any more; what was handed in can still be taken out. Idempotent. */
    public void close() {
        end.getAndUpdate(place -> place | CLOSED);
    }

    /**
     * Takes out the first task. On the one thread that may.
     *
     * @return null if there is none, or the first is only being handed in
     */
    public @Nullable Runnable poll() {
        long place = begin.getPlain();
        Runnable task = places.getAcquire(index(place));
        if (task != null) {
            places.setPlain(index(place), null);
            begin.setRelease(place + 1);
        }
        return task;
    }

    /** Whether nobody has handed in, or begun to hand in, what was not taken out. */
    public boolean isEmpty() {
        return size() == 0;
    }

    /** How many tasks wait; approximate on any thread but the one that takes out. */
    public int size() {
        return (int) ((end.get() & ~CLOSED) - begin.get());
    }
}
