package io.calling.ice.net;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in the order of their deadlines: a binary heap in which each task knows its place, so that
 * a cancelled one leaves at once and nothing piles up. Pure, owned by one thread.
 */
final class TimerHeap {
    private static final int NOT_IN_HEAP = -1;

    private @Nullable Entry[] heap = new Entry[16];
    private int size;
    private long sequence;

    /** A task and its deadline; one at a time. */
    static final class Entry {
        private final Runnable task;
        private long deadlineNanos;
        private long order;
        private int index = NOT_IN_HEAP;

        Entry(Runnable task) {
            this.task = task;
        }

        Runnable task() {
            return task;
        }

        private boolean isBefore(Entry other) {
            // Differences, not values: nanoTime may overflow between the two.
            long gap = deadlineNanos - other.deadlineNanos;
            return gap < 0 || gap == 0 && order < other.order;
        }
    }

    /** Puts the entry in, or elsewhere if it is in. */
    void add(Entry entry, long deadlineNanos) {
        remove(entry);
        entry.deadlineNanos = deadlineNanos;
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        entry.order = sequence++;
        size++;
        siftUp(entry, size - 1);
    }

    /** Takes the entry out, if it is in. */
    void remove(Entry entry) {
        if (entry.index == NOT_IN_HEAP) {
            return;
        }
        int hole = entry.index;
        entry.index = NOT_IN_HEAP;
        Entry last = at(--size);
        heap[size] = null;
        if (last != entry) {
            siftDown(last, hole);
            siftUp(last, last.index);
        }
    }

    /** Takes out the first entry whose deadline has come, or null. */
    @Nullable Entry pollDue(long nowNanos) {
        if (size == 0 || at(0).deadlineNanos - nowNanos > 0) {
            return null;
        }
        Entry first = at(0);
        remove(first);
        return first;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** The time from {@code nowNanos} to the first deadline, zero or less if it has come. */
    long nanosToFirst(long nowNanos) {
        return at(0).deadlineNanos - nowNanos;
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            at(i).index = NOT_IN_HEAP;
            heap[i] = null;
        }
        size = 0;
    }

    private void siftUp(Entry entry, int from) {
        int index = from;
        while (index > 0 && entry.isBefore(at((index - 1) / 2))) {
            put(at((index - 1) / 2), index);
            index = (index - 1) / 2;
        }
        put(entry, index);
    }

    private void siftDown(Entry entry, int from) {
        int index = from;
        int child = firstChild(index);
        while (child < size && at(child).isBefore(entry)) {
            put(at(child), index);
            index = child;
            child = firstChild(index);
        }
        put(entry, index);
    }

    /** The earlier child of a place. */
    private int firstChild(int index) {
        int left = 2 * index + 1;
        return left + 1 < size && at(left + 1).isBefore(at(left)) ? left + 1 : left;
    }

    private void put(Entry entry, int index) {
        heap[index] = entry;
        entry.index = index;
    }

    private Entry at(int index) {
        Entry entry = heap[index];
        if (entry == null) {
            throw new AssertionError("a hole in the heap");
        }
        return entry;
    }
}
