package io.calling.srtp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads on which handshakes block, since Bouncy Castle's do.
 *
 * <p>There are at most so many. When all are taken, the handshake whose peer has been silent
 * longest has to give up its thread, once that silence is longer than any path explains: a peer
 * that stalls never delays somebody else's call, however many do.
 */
final class HandshakeThreads {

    private static final Logger log = LoggerFactory.getLogger(HandshakeThreads.class);

    /** What a handshake looks like from here. */
    interface Task extends Runnable {

        /** For how long it has been waiting for its peer, or 0 if it does not wait. */
        long silentNanos();

        /** Asks it to end, because its peer is silent. */
        void giveUp();

        /** Says that it will never run: more handshakes wait than is reasonable. */
        void refuse();
    }

    /** Several retransmissions have gone unanswered by then. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final int MOST_WAITING = 1024;
    private static final long STACK_BYTES = 256 * 1024;
    private static final Duration IDLE = Duration.ofSeconds(2);

    private final int most;
    private final DtlsTimers timers;
    private final Activity activity;
    private final ThreadPoolExecutor threads;
    private final Set<Task> running = new LinkedHashSet<>();
    private final Deque<Task> waiting = new ArrayDeque<>();
    private boolean looking;

    HandshakeThreads(int most, DtlsTimers timers, Activity activity) {
        this.most = most;
        this.timers = timers;
        this.activity = activity;
        var count = new AtomicInteger();
        // The set of running tasks keeps the bound, so the pool needs none.
        this.threads =
                new ThreadPoolExecutor(
                        0,
                        Integer.MAX_VALUE,
                        IDLE.toMillis(),
                        TimeUnit.MILLISECONDS,
                        new SynchronousQueue<>(),
                        task -> thread(task, count.incrementAndGet()));
    }

    private static Thread thread(Runnable task, int number) {
        var thread = new Thread(null, task, "calling-dtls-handshake-" + number, STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    }

    /** Runs the task as soon as there is a thread. */
    void submit(Task task) {
        boolean starts;
        boolean waits;
        synchronized (this) {
            starts = running.size() < most && running.add(task);
            waits = !starts && waiting.size() < MOST_WAITING && waiting.add(task);
        }
        if (starts) {
            start(task);
        } else if (waits) {
            makeRoom();
        } else {
            task.refuse();
        }
    }

    private void start(Task task) {
        activity.enter();
        try {
            threads.execute(() -> work(task));
        } catch (RejectedExecutionException closed) {
            // Nobody is told: whoever closed the engine knows.
            activity.leave();
        }
    }

    private void work(Task first) {
        try {
            for (Task task = first; task != null; task = next(task)) {
                run(task);
            }
        } finally {
            activity.leave();
        }
    }

    /** Whatever it throws, the next one gets the thread: there are not many of them. */
    private static void run(Task task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            log.error("A handshake threw {}", e.getClass().getName());
        }
    }

    private synchronized @Nullable Task next(Task done) {
        running.remove(done);
        Task next = waiting.poll();
        if (next != null) {
            running.add(next);
        }
        return next;
    }

    private void makeRoom() {
        boolean look;
        List<Task> stalled;
        synchronized (this) {
            stalled = stalled(waiting.size());
            look = !waiting.isEmpty() && !looking;
            looking |= look;
        }
        stalled.forEach(Task::giveUp);
        if (look) {
            timers.schedule(LOOK_AGAIN.toNanos(), this::lookAgain);
        }
    }

    private void lookAgain() {
        synchronized (this) {
            looking = false;
        }
        makeRoom();
    }

    private List<Task> stalled(int most) {
        return running.stream()
                .filter(task -> task.silentNanos() >= PATIENCE.toNanos())
                .sorted(Comparator.comparingLong(Task::silentNanos).reversed())
                .limit(most)
                .toList();
    }

    /** Takes no more tasks, and waits for the threads to end. */
    void close(Duration patience) throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("a handshake did not end");
        }
    }
}
