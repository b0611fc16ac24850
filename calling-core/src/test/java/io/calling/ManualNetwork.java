package io.calling;

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
import java.util.Random;
import java.util.concurrent.CompletionStage;

/** A loop that a test turns by hand: time, timers and randomness from a seed, and no socket. */
public final class ManualNetwork implements Network {
    private final PriorityQueue<Event> queue =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparing(Event::order));
    private final Random random;
    private long now = 1_000_000_000L;
    private long order;
    private boolean running;

    public ManualNetwork() {
        this(7);
    }

    public ManualNetwork(long seed) {
        random = new Random(seed);
    }

    private record Event(long at, long order, Runnable task) {}

    /** Runs what is due now, and what that leads to. */
    public void run() {
        pass(Duration.ZERO);
    }

    /** Moves the clock, and runs each task at its time. */
    public void pass(Duration duration) {
        long end = now + duration.toNanos();
        running = true;
        while (!queue.isEmpty() && queue.peek().at() <= end) {
            Event event = queue.poll();
            now = Math.max(now, event.at());
            event.task().run();
        }
        running = false;
        now = end;
    }

    /** How many timers and tasks wait. */
    public int waiting() {
        return queue.size();
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        Event event = new Event(now + delayNanos, order++, task);
        queue.add(event);
        return () -> queue.remove(event);
    }

    @Override
    public void execute(Runnable task) {
        schedule(0, task);
    }

    @Override
    public boolean isLoop() {
        return running;
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public Instant now() {
        return Instant.parse("2026-01-01T12:00:00Z").plusNanos(now);
    }

    @Override
    public void randomBytes(byte[] bytes) {
        random.nextBytes(bytes);
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
    public List<InetAddress> localAddresses() {
        throw new AssertionError("no addresses here");
    }

    @Override
    public void close() {
        queue.clear();
    }
}
