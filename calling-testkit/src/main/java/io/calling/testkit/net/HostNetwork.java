package io.calling.testkit.net;

import io.calling.ice.net.BoundDatagramSocket;
import io.calling.ice.net.ConnectedDatagramSocket;
import io.calling.ice.net.DatagramReceiver;
import io.calling.ice.net.NameCache;
import io.calling.ice.net.Network;
import io.calling.ice.net.Route;
import io.calling.ice.net.SourcedDatagramReceiver;
import io.calling.ice.net.StreamReceiver;
import io.calling.ice.net.StreamSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The {@link Network} of one virtual host. Random bytes are seeded: good for tests, no secrets. */
final class HostNetwork implements Network {
    private static final long LOOK_UP_NANOS = 5_000_000;

    private final Wires wires;
    private final VirtualHost host;
    private final Random random;
    private final PacketBuffers buffers = new PacketBuffers();
    private final NameCache names = new NameCache(this, this::lookUp);
    private final Set<AutoCloseable> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    HostNetwork(Wires wires, VirtualHost host) {
        this.wires = wires;
        this.host = host;
        this.random = new Random(wires.seedFor(host.name() + "/random"));
    }

    @Override
    public ConnectedDatagramSocket connectDatagram(
            InetSocketAddress remote, Route route, DatagramReceiver receiver) throws IOException {
        requireOpen();
        InetAddress source = host.sourceFor(remote, route);
        return VirtualDatagramSocket.connected(host, source, remote, receiver);
    }

    @Override
    public BoundDatagramSocket bindDatagram(
            InetSocketAddress local, SourcedDatagramReceiver receiver) throws IOException {
        requireOpen();
        return VirtualDatagramSocket.bound(host, local, receiver);
    }

    @Override
    public StreamSocket connectStream(
            InetSocketAddress remote, Route route, StreamReceiver receiver) throws IOException {
        requireOpen();
        InetAddress source = host.sourceFor(remote, route);
        return VirtualStream.connect(host, source, remote, receiver);
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("the network is closed");
        }
    }

    void opened(AutoCloseable socket) {
        sockets.add(socket);
    }

    void closed(AutoCloseable socket) {
        sockets.remove(socket);
    }

    PacketBuffers buffers() {
        return buffers;
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        return wires.scheduler.schedule(delayNanos, host, () -> runUnlessClosed(task));
    }

    @Override
    public void execute(Runnable task) {
        var ignored = schedule(0, task);
    }

    private void runUnlessClosed(Runnable task) {
        if (!closed) {
            task.run();
        }
    }

    @Override
    public boolean isLoop() {
        return wires.scheduler.isLoopOf(host);
    }

    @Override
    public long nanoTime() {
        return wires.scheduler.nanoTime();
    }

    @Override
    public Instant now() {
        return wires.scheduler.now();
    }

    @Override
    public void randomBytes(byte[] bytes) {
        random.nextBytes(bytes);
    }

    @Override
    public CompletionStage<List<InetAddress>> resolve(String name) {
        return names.resolve(name);
    }

    @Override
    public CompletionStage<List<InetAddress>> resolveAgain(String name) {
        return names.resolveAgain(name);
    }

    @Override
    public boolean remembers(String name) {
        return names.remembers(name);
    }

    private CompletionStage<List<InetAddress>> lookUp(String name) {
        CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
        var ignored = schedule(LOOK_UP_NANOS, () -> answer(name, answer));
        return answer;
    }

    private void answer(String name, CompletableFuture<List<InetAddress>> answer) {
        try {
            answer.complete(wires.names.resolve(name));
        } catch (UnknownHostException e) {
            answer.completeExceptionally(e);
        }
    }

    @Override
    public boolean hasManualTime() {
        return wires.scheduler.isManual();
    }

    @Override
    public List<InetAddress> localAddresses() {
        List<InetAddress> all = new ArrayList<>(host.addresses());
        all.add(Addresses.literal("127.0.0.1"));
        return all;
    }

    @Override
    public void close() {
        closed = true;
        for (AutoCloseable socket : sockets) {
            try {
                socket.close();
            } catch (Exception e) {
                throw new IllegalStateException("a virtual socket does not close", e);
            }
        }
    }
}
