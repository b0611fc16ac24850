package io.calling.ice.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that waits for packets, timers and tasks, and runs what comes, one at a time. What it
 * runs may throw: that is logged and counted, and the loop goes on.
 */
final class NioLoop {
    static final int MAX_DATAGRAM_BYTES = 65_535;

    private static final Logger LOG = LoggerFactory.getLogger(NioLoop.class);
    private static final int MAX_TASKS = 1 << 16;
    private static final long CLOSE_WAIT_MILLIS = 5_000;
    private static final int LAST_TURNS = 16;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Selector selector;
    private final Thread thread;
    private final TaskQueue tasks = new TaskQueue(MAX_TASKS);
    private final TimerHeap timers = new TimerHeap();
    private final AtomicLong failures = new AtomicLong();
    private final Consumer<SelectionKey> ready = this::ready;
    private volatile boolean closing;

    /** The loop may be about to wait: whoever hands in a task has to wake it. */
    private volatile boolean waiting;

    /** The one buffer that the kernel writes into. Loop only. */
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);

    /** The one array that receivers are given, with room on both sides. Loop only. */
    private final byte[] handedOut = new byte[MAX_DATAGRAM_BYTES + 2 * DatagramReceiver.ROOM];

    NioLoop(Selector selector) {
        this.selector = selector;
        this.thread = new Thread(this::run, "calling-network");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    boolean isLoop() {
        return Thread.currentThread() == thread;
    }

    /**
     * Runs a task soon. After close it is dropped, unless it is handed in by one of the last tasks.
     *
     * @throws RejectedExecutionException if {@value #MAX_TASKS} tasks wait already
     */
    void execute(Runnable task) {
        if (closing && !isLoop()) {
            return;
        }
        if (!tasks.offer(task)) {
            throw new RejectedExecutionException("more than " + MAX_TASKS + " tasks wait");
        }
        if (waiting && !isLoop()) {
            selector.wakeup();
        }
    }

    /** Lets a change of a key, made on another thread, take effect. */
    void wakeUp() {
        if (!isLoop()) {
            selector.wakeup();
        }
    }

    Network.Timer schedule(long deadlineNanos, Runnable task) {
        LoopTimer timer = new LoopTimer(task);
        if (isLoop()) {
            timer.start(deadlineNanos);
        } else {
            execute(() -> timer.start(deadlineNanos));
        }
        return timer;
    }

    Network.Alarm alarm(Runnable task) {
        return new LoopAlarm(task);
    }

    SelectionKey register(SelectableChannel channel, int operations, NioSocket socket)
            throws IOException {
        if (closing) {
            throw new IOException("the network is closed");
        }
        try {
            SelectionKey key = channel.register(selector, operations, socket);
            if (closing) { // looked at again: the end of the loop may have missed the new key
                throw new IOException("the network is closed");
            }
            wakeUp();
            return key;
        } catch (ClosedSelectorException e) {
            throw new IOException("the network is closed", e);
        }
    }

    /** The buffer for one read, cleared. Loop only. */
    ByteBuffer incoming() {
        return incoming.clear();
    }

    /** Copies what was read to where receivers may change it. Loop only. */
    byte[] handOut(ByteBuffer read, int length) {
        read.flip(); // Android has no get from a position of the buffer before 15
        read.get(handedOut, DatagramReceiver.ROOM, length);
        return handedOut;
    }

    /** Runs what belongs to others, and survives it. Loop only. */
    void guard(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            countFailure(e);
        }
    }

    /** Notes that a receiver, timer or task threw. Exception texts may hold addresses: no text. */
    void countFailure(Throwable e) {
        failures.incrementAndGet();
        StackTraceElement[] trace = e.getStackTrace();
        LOG.error(
                "A receiver, timer or task threw {} at {}",
                e.getClass().getName(),
                trace.length == 0 ? "an unknown place" : trace[0]);
    }

    long failures() {
        return failures.get();
    }

    int openSockets() {
        return closing ? 0 : selector.keys().size();
    }

    int pendingTimers() {
        return timers.size();
    }

    /** Ends the loop; waits for its end, unless called on it. Idempotent. */
    void close() {
        closing = true;
        selector.wakeup();
        if (isLoop()) {
            return;
        }
        try {
            thread.join(CLOSE_WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closing) {
                select();
                runTasks();
                runTimers();
            }
        } catch (IOException e) {
            LOG.error("The selector failed: {}", e.getClass().getName());
        } finally {
            shutDown();
        }
    }

    /** Either whoever hands in a task sees that this may wait, or this sees the task. */
    private void select() throws IOException {
        waiting = true;
        try {
            selectUnlessTasksWait();
        } finally {
            waiting = false;
        }
    }

    private void selectUnlessTasksWait() throws IOException {
        if (!tasks.isEmpty() || closing) {
            selector.selectNow(ready);
        } else if (timers.isEmpty()) {
            selector.select(ready);
        } else {
            long nanos = timers.nanosToFirst(System.nanoTime());
            if (nanos <= 0) {
                selector.selectNow(ready);
            } else {
                selector.select(ready, (nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
            }
        }
    }

    private void ready(SelectionKey key) {
        if (waiting) {
            waiting = false; // tasks follow when all that are ready have had their turn
        }
        try {
            ((NioSocket) key.attachment()).ready(key);
        } catch (CancelledKeyException e) {
            LOG.trace("A socket was closed while it had something to say");
        } catch (Throwable e) {
            countFailure(e);
        }
    }

    /** Runs those that wait now: a task that hands in another does not starve the sockets. */
    private void runTasks() {
        for (int left = tasks.size(); left > 0; left--) {
            Runnable task = tasks.poll();
            if (task == null) {
                return;
            }
            guard(task);
        }
    }

    private void runTimers() {
        long nowNanos = System.nanoTime();
        for (TimerHeap.Entry due = timers.pollDue(nowNanos);
                due != null && !closing;
                due = timers.pollDue(nowNanos)) {
            guard(due.task());
        }
    }

    /**
     * What was handed in before close still counts, and so does what that leads to: a transport
     * that is closed needs a few turns until its last packet, which releases its allocation, is
     * sent.
     */
    private void runLastTasks() {
        for (int turn = 0; turn < LAST_TURNS && !tasks.isEmpty(); turn++) {
            runTasks();
        }
    }

    private void shutDown() {
        closing = true;
        runLastTasks();
        timers.clear();
        for (SelectionKey key : selector.keys()) {
            ((NioSocket) key.attachment()).close();
        }
        try {
            selector.close();
        } catch (IOException e) {
            LOG.warn("The selector did not close: {}", e.getClass().getName());
        }
    }

    private final class LoopTimer implements Network.Timer, Runnable {
        private final TimerHeap.Entry entry = new TimerHeap.Entry(this);
        private final Runnable task;
        private volatile boolean cancelled;

        LoopTimer(Runnable task) {
            this.task = task;
        }

        void start(long deadlineNanos) {
            if (!cancelled) {
                timers.add(entry, deadlineNanos);
            }
        }

        @Override
        public void run() {
            if (!cancelled) {
                task.run();
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            if (isLoop()) {
                timers.remove(entry);
            } else {
                execute(() -> timers.remove(entry));
            }
        }
    }

    /** Belongs to the loop. */
    private final class LoopAlarm implements Network.Alarm {
        private final TimerHeap.Entry entry;

        LoopAlarm(Runnable task) {
            entry = new TimerHeap.Entry(task);
        }

        @Override
        public void set(long delayNanos) {
            timers.add(entry, System.nanoTime() + Math.max(0, delayNanos));
        }

        @Override
        public void cancel() {
            timers.remove(entry);
        }
    }
}
