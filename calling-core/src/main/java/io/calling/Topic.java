package io.calling;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One thing that changes, and who is told of it: each change once and in order, in tasks of a
 * serial executor. Where listeners are so slow that many changes wait, those before the newest are
 * left out; the newest never is, so that what a listener was told last is what is.
 */
final class Topic<T> {
    static final int MAX_WAITING = 64;

    private final String name;
    private final SerialExecutor serial;
    private final List<Consumer<? super T>> listeners = new ArrayList<>();
    private final Deque<T> untold = new ArrayDeque<>();
    private @Nullable T last;

    /**
     * @param name of its listeners, for the log
     * @param first how it is at first; null where there is nothing to tell yet
     */
    Topic(String name, SerialExecutor serial, @Nullable T first) {
        this.name = name;
        this.serial = serial;
        this.last = first;
    }

    /** Tells the listener how it is now, and each change to come. */
    void add(Consumer<? super T> listener) {
        serial.offer(
                () -> {
                    listeners.add(listener);
                    if (last != null) {
                        tell(listener, last);
                    }
                });
    }

    /** It has changed. Called by one thread. */
    void tell(T value) {
        synchronized (untold) {
            boolean full = untold.size() == MAX_WAITING;
            if (full) {
                untold.removeLast();
            }
            untold.addLast(value);
            if (full) {
                return; // the task of the one that it takes the place of tells it
            }
        }
        if (!serial.offerAlways(this::tellNext)) {
            synchronized (untold) {
                untold.clear();
            }
        }
    }

    private void tellNext() {
        T next;
        synchronized (untold) {
            next = untold.poll();
        }
        if (next != null) {
            tellAll(next);
        }
    }

    /** In a task of the executor. */
    void tellAll(T value) {
        last = value;
        List.copyOf(listeners).forEach(listener -> tell(listener, value));
    }

    private void tell(Consumer<? super T> listener, T value) {
        Guarded.run(name, () -> listener.accept(value));
    }
}
