package io.calling.ice.net;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A few daemon threads for what must not hold up the loop. They live only while there is work. */
final class Workers {
    private static final int THREADS = 2;
    private static final int MAX_WAITING = 1024;
    private static final long IDLE_MILLIS = 50;

    private final ThreadPoolExecutor threads;

    Workers(String name) {
        this.threads =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        IDLE_MILLIS,
                        TimeUnit.MILLISECONDS,
                        new LinkedBlockingQueue<>(MAX_WAITING),
                        task -> daemon(name, task));
        threads.allowCoreThreadTimeOut(true);
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Runs a task soon; false where too many wait, or after close. */
    boolean tryExecute(Runnable task) {
        try {
            threads.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    void close() {
        threads.shutdownNow();
    }
}
