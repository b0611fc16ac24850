package io.calling.srtp;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that serves all associations after their handshakes, which is rarely more than a
 * {@code close_notify}, and the timers of an engine that was given none. It exists only while there
 * is something to do.
 */
final class DtlsWorker implements DtlsTimers {
    private static final Duration IDLE = Duration.ofSeconds(2);

    private final Activity activity;
    private final ScheduledThreadPoolExecutor executor;

    DtlsWorker(Activity activity) {
        this.activity = activity;
        this.executor = new ScheduledThreadPoolExecutor(1, DtlsWorker::thread);
        executor.setRemoveOnCancelPolicy(true);
        executor.setKeepAliveTime(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        executor.allowCoreThreadTimeOut(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "calling-dtls-worker");
        thread.setDaemon(true);
        return thread;
    }

    /** Runs the task soon; an association has one at most, which bounds the queue. */
    void execute(Runnable task) {
        activity.enter();
        try {
            executor.execute(() -> work(task));
        } catch (RejectedExecutionException closed) {
            activity.leave();
        }
    }

    private void work(Runnable task) {
        try {
            task.run();
        } finally {
            activity.leave();
        }
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        try {
            Future<?> future = executor.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException closed) {
            return () -> {};
        }
    }

    /** Drops what waits, and waits for the thread to end. */
    void close(Duration patience) throws InterruptedException {
        executor.shutdown();
        if (!executor.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("a listener did not return");
        }
    }
}
