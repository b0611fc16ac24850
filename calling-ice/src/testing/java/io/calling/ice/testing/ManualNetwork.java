package io.calling.ice.testing;

import io.calling.ice.net.BoundDatagramSocket;
import io.calling.ice.net.ConnectedDatagramSocket;
import io.calling.ice.net.DatagramReceiver;
import io.calling.ice.net.Network;
import io.calling.ice.net.Route;
import io.calling.ice.net.SourcedDatagramReceiver;
import io.calling.ice.net.StreamReceiver;
import io.calling.ice.net.StreamSocket;
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

/**
 * A loop that a test turns by hand: time, timers and randomness from a seed, and no socket. Its
 * clock begins twenty seconds before it wraps.
 */
public final class ManualNetwork implements Network {
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final long START_NANOS = Long.MAX_VALUE - Duration.ofSeconds(20).toNanos();

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Entry> timers =
            new PriorityQueue<>(
                    Comparator.comparingLong(Entry::dueNanos).thenComparingLong(Entry::order));
    private final Random random;

    /** Nanoseconds since the start, which do not wrap as {@link #nanoTime} does. */
    private long elapsed;

    private long order;
    private boolean running;

    public ManualNetwork() {
        this(7);
    }

    public ManualNetwork(long seed) {
        random = new Random(seed);
    }

    private record Entry(long dueNanos, long order, Runnable task) {}

    /** Runs the loop until something that real threads bring about has happened. */
    public void runUntil(String what, BooleanSupplier condition) {
        Await.until(
                what,
                () -> {
                    run();
                    return condition.getAsBoolean();
                });
    }

    /** Runs what is due now, and what that leads to. */
    public void run() {
        pass(Duration.ZERO);
    }

    /** Moves the clock, and runs all that becomes due on the way, in order. */
    public void pass(Duration duration) {
        long end = elapsed + duration.toNanos();
        running = true;
        takeTasks();
        while (!timers.isEmpty() && timers.peek().dueNanos() <= end) {
            Entry next = timers.remove();
            elapsed = Math.max(elapsed, next.dueNanos());
            next.task.run();
            takeTasks();
        }
        running = false;
        elapsed = end;
    }

    /** Other threads hand tasks in too, so these have a queue of their own. */
    private void takeTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            timers.add(new Entry(elapsed, order++, task));
        }
    }

    /** How many timers and tasks wait. */
    public int waiting() {
        return timers.size() + tasks.size();
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        Entry entry = new Entry(elapsed + Math.max(0, delayNanos), order++, task);
        timers.add(entry);
        return () -> timers.remove(entry);
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public boolean isLoop() {
        return running;
    }

    @Override
    public long nanoTime() {
        return START_NANOS + elapsed;
    }

    @Override
    public Instant now() {
        return START.plusNanos(elapsed);
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
            InetSocketAddress remote, Route route, DatagramReceiver receiver) {
        throw new AssertionError("no socket here");
    }

    @Override
    public BoundDatagramSocket bindDatagram(
            InetSocketAddress local, SourcedDatagramReceiver receiver) {
        throw new AssertionError("no socket here");
    }

    @Override
    public StreamSocket connectStream(
            InetSocketAddress remote, Route route, StreamReceiver receiver) {
        throw new AssertionError("no socket here");
    }

    @Override
    public CompletionStage<List<InetAddress>> resolve(String host) {
        throw new AssertionError("no look-up here");
    }

    @Override
    public void close() {
        timers.clear();
        tasks.clear();
    }
}
