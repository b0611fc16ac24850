package io.calling;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs tasks one at a time and in order on another executor. Bounded: what finds no room, or an
 * executor that has shut down, is refused. What was taken is run, though the executor shuts down
 * while it waits.
 */
final class SerialExecutor {
    private final Executor delegate;
    private final int capacity;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    /**
     * A serial view of an executor.
     *
     * @param capacity more tasks than this do not wait
     */
    SerialExecutor(Executor delegate, int capacity) {
        this.delegate = delegate;
        this.capacity = capacity;
    }

    /** Runs the task later, if there is room for it. Tasks must not throw. */
    boolean offer(Runnable task) {
        return offer(task, capacity);
    }

    /**
     * The same for a task for which there is always room: whoever offers it sees to it that not too
     * many wait.
     */
    boolean offerAlways(Runnable task) {
        return offer(task, Integer.MAX_VALUE);
    }

    private boolean offer(Runnable task, int room) {
        synchronized (waiting) {
            if (waiting.size() >= room) {
                return false;
            }
            waiting.add(task);
            if (running) {
                return true;
            }
            running = true;
        }
        return runLater();
    }

    private boolean runLater() {
        try {
            delegate.execute(this::runOne);
            return true;
        } catch (RejectedExecutionException e) {
            synchronized (waiting) {
                waiting.clear();
                running = false;
            }
            return false;
        }
    }

    private void runOne() {
        try {
            next().run();
        } finally {
            if (hasMore()) {
                goOn();
            }
        }
    }

    /** Others of the executor have their turn in between, unless it takes no more from anybody. */
    private void goOn() {
        try {
            delegate.execute(this::runOne);
        } catch (RejectedExecutionException e) {
            runAll();
        }
    }

    private void runAll() {
        while (hasMore()) {
            next().run();
        }
    }

    private Runnable next() {
        synchronized (waiting) {
            Runnable task = waiting.poll();
            return task == null ? () -> {} : task;
        }
    }

    private boolean hasMore() {
        synchronized (waiting) {
            running = !waiting.isEmpty();
            return running;
        }
    }
}
