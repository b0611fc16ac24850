package io.calling;

import io.calling.ice.net.TaskQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * One thread with a bounded queue, which begins with the first task. Handing in a task takes no
 * lock and allocates nothing: the loop does so for each frame of each call, and must not wait for a
 * thread that is just taking one out.
 */
final class Worker implements Executor {
    private static final int MAX_WAITING = 4096;
    private static final long JOIN_SECONDS = 2;

    private final TaskQueue tasks = new TaskQueue(MAX_WAITING);
    private final Thread thread;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean parked;
    private volatile boolean closing;
    private volatile boolean dropping;

    Worker(String name) {
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /**
     * Runs a task soon, after those that were handed in before it.
     *
     * @throws RejectedExecutionException if too many wait, or after {@link #shutDown}
     */
    @Override
    public void execute(Runnable task) {
        if (!tasks.offer(task)) {
            throw new RejectedExecutionException(
                    closing
                            ? thread.getName() + " is closed"
                            : "more than " + MAX_WAITING + " tasks wait for " + thread.getName());
        }
        wake();
    }

    private void wake() {
        if (parked) {
            LockSupport.unpark(thread);
        } else if (!begun.get() && begun.compareAndSet(false, true)) {
            thread.start();
        }
    }

    private void run() {
        try {
            runAll();
        } finally {
            ended.countDown();
        }
    }

    private void runAll() {
        while (!dropping) {
            forgetInterruption();
            boolean last = closing; // read first: what comes later is refused
            Runnable task = tasks.poll();
            if (task != null) {
                runOne(task);
            } else if (!tasks.isEmpty()) {
                Thread.onSpinWait(); // the first task is only being handed in
            } else if (last) {
                return;
            } else {
                park();
            }
        }
    }

    /** A task's, which is no business of the next one, and would keep this thread from parking. */
    private void forgetInterruption() {
        if (Thread.interrupted() && dropping) {
            Thread.currentThread().interrupt(); // ours
        }
    }

    /** What a task throws is for the handler of its thread; the next one runs all the same. */
    private static void runOne(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            tell(e);
        }
    }

    private static void tell(Throwable e) {
        Thread current = Thread.currentThread();
        try {
            current.getUncaughtExceptionHandler().uncaughtException(current, e);
        } catch (Throwable again) {
            // "Any exception thrown by this method will be ignored" (its Javadoc).
        }
    }

    /** Either whoever hands in sees that this thread is about to park, or it sees the task. */
    private void park() {
        parked = true;
        if (tasks.isEmpty() && !closing) {
            LockSupport.park(this);
        }
        parked = false;
    }

    boolean isCurrent() {
        return Thread.currentThread().equals(thread);
    }

    /** Takes no task from now on, and ends after the last. Idempotent. */
    void shutDown() {
        tasks.close();
        closing = true;
        if (begun.get() || !tasks.isEmpty()) {
            wake();
        }
    }

    /** Waits for the end; what takes too long is interrupted, and what waits behind it dropped. */
    void join() {
        if (!begun.get() || isCurrent()) {
            return;
        }
        try {
            if (!ended.await(JOIN_SECONDS, TimeUnit.SECONDS)) {
                stop();
                boolean ignored = ended.await(JOIN_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
        }
    }

    private void stop() {
        dropping = true;
        thread.interrupt();
    }
}
