package io.calling.ice;

import io.calling.ice.net.BoundDatagramSocket;
import io.calling.ice.net.ConnectedDatagramSocket;
import io.calling.ice.net.DatagramReceiver;
import io.calling.ice.net.Network;
import io.calling.ice.net.Route;
import io.calling.ice.net.SourcedDatagramReceiver;
import io.calling.ice.net.StreamReceiver;
import io.calling.ice.net.StreamSocket;
import io.calling.ice.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/** A network without sockets whose loop and clock are the test's. */
final class ManualNetwork implements Network {
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Entry> timers =
            new PriorityQueue<>(
                    Comparator.comparingLong(Entry::dueNanos).thenComparingLong(Entry::order));
    private final Random random = new Random(1);
    private long nowNanos = Long.MAX_VALUE - Duration.ofSeconds(20).toNanos();
    private long order;

    private static final class Entry implements Timer {
        private final long dueNanos;
        private final long order;
        private final Runnable task;
        private boolean cancelled;

        Entry(long dueNanos, long order, Runnable task) {
            this.dueNanos = dueNanos;
            this.order = order;
            this.task = task;
        }

        long dueNanos() {
            return dueNanos;
        }

        long order() {
            return order;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    /** Runs the loop until something that real threads bring about has happened. */
    void runUntil(String what, BooleanSupplier condition) {
        Await.until(
                what,
                () -> {
                    runTasks();
                    return condition.getAsBoolean();
                });
    }

    void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** Moves the clock, and runs all that becomes due on the way. */
    void advance(Duration by) {
        long end = elapsed + by.toNanos();
        runTasks();
        while (!timers.isEmpty() && timers.peek().dueNanos() <= end) {
            Entry next = timers.remove();
            nowNanos += next.dueNanos() - elapsed;
            elapsed = next.dueNanos();
            if (!next.cancelled) {
                next.task.run();
            }
            runTasks();
        }
        nowNanos += end - elapsed;
        elapsed = end;
    }

    /** Nanoseconds since the start, which do not wrap as {@link #nanoTime} does. */
    private long elapsed;

    /** Timers that somebody still waits for. */
    long pendingTimers() {
        return timers.stream().filter(timer -> !timer.cancelled).count();
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        Entry entry = new Entry(elapsed + Math.max(0, delayNanos), order++, task);
        timers.add(entry);
        return entry;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public boolean isLoop() {
        return true;
    }

    @Override
    public long nanoTime() {
        return nowNanos;
    }

    @Override
    public Instant now() {
        return Instant.EPOCH.plusNanos(elapsed);
    }

    @Override
    public synchronized void randomBytes(byte[] bytes) {
        random.nextBytes(bytes);
    }

    @Override
    public List<InetAddress> localAddresses() {
        return List.of();
    }

    @Override
    public ConnectedDatagramSocket connectDatagram(
            InetSocketAddress remote, Route route, DatagramReceiver receiver) throws IOException {
        throw new IOException("no sockets here");
    }

    @Override
    public BoundDatagramSocket bindDatagram(
            InetSocketAddress local, SourcedDatagramReceiver receiver) throws IOException {
        throw new IOException("no sockets here");
    }

    @Override
    public StreamSocket connectStream(
            InetSocketAddress remote, Route route, StreamReceiver receiver) throws IOException {
        throw new IOException("no sockets here");
    }

    @Override
    public CompletionStage<List<InetAddress>> resolve(String host) {
        throw new UnsupportedOperationException("no names here");
    }

    @Override
    public void close() {}
}
