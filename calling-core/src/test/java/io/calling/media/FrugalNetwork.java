package io.calling.media;

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
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;

/** A loop under a manual clock for a handful of timers, which allocates nothing as it runs. */
final class FrugalNetwork implements Network {
    private static final int MAX_TIMERS = 64;
    private static final Timer UNUSED = () -> {};

    private final Runnable[] tasks = new Runnable[MAX_TIMERS];
    private final long[] due = new long[MAX_TIMERS];
    private final Random random = new Random(1);
    private long now = 1;

    /** Runs everything that is due within so much time, in order. */
    void pass(long nanos) {
        long end = now + nanos;
        for (int next = next(); next >= 0 && due[next] <= end; next = next()) {
            now = Math.max(now, due[next]);
            Runnable task = tasks[next];
            tasks[next] = null;
            task.run();
        }
        now = end;
    }

    private int next() {
        int next = -1;
        for (int i = 0; i < MAX_TIMERS; i++) {
            if (tasks[i] != null && (next < 0 || due[i] < due[next])) {
                next = i;
            }
        }
        return next;
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        for (int i = 0; i < MAX_TIMERS; i++) {
            if (tasks[i] == null) {
                tasks[i] = task;
                due[i] = now + delayNanos;
                return UNUSED;
            }
        }
        throw new AssertionError("more timers than expected");
    }

    @Override
    public void execute(Runnable task) {
        schedule(0, task);
    }

    @Override
    public boolean isLoop() {
        return true;
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public Instant now() {
        return Instant.EPOCH;
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
        // Holds nothing.
    }
}
