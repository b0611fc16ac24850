package io.calling.ice.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Hands everything on to another network: the base of those that watch or change one thing. What a
 * subclass does not override goes through as it is, so it is nothing to build a guard on.
 */
public abstract class ForwardingNetwork implements Network {
    private final Network network;

    /**
     * Begins with nothing changed.
     *
     * @param network where everything goes
     */
    protected ForwardingNetwork(Network network) {
        this.network = network;
    }

    @Override
    public ConnectedDatagramSocket connectDatagram(
            InetSocketAddress remote, Route route, DatagramReceiver receiver) throws IOException {
        return network.connectDatagram(remote, route, receiver);
    }

    @Override
    public BoundDatagramSocket bindDatagram(
            InetSocketAddress local, SourcedDatagramReceiver receiver) throws IOException {
        return network.bindDatagram(local, receiver);
    }

    @Override
    public StreamSocket connectStream(
            InetSocketAddress remote, Route route, StreamReceiver receiver) throws IOException {
        return network.connectStream(remote, route, receiver);
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        return network.schedule(delayNanos, task);
    }

    @Override
    public void execute(Runnable task) {
        network.execute(task);
    }

    @Override
    public void compute(Runnable task) {
        network.compute(task);
    }

    @Override
    public boolean hasManualTime() {
        return network.hasManualTime();
    }

    @Override
    public boolean isLoop() {
        return network.isLoop();
    }

    @Override
    public long nanoTime() {
        return network.nanoTime();
    }

    @Override
    public Instant now() {
        return network.now();
    }

    @Override
    public void randomBytes(byte[] bytes) {
        network.randomBytes(bytes);
    }

    @Override
    public CompletionStage<List<InetAddress>> resolve(String host) {
        return network.resolve(host);
    }

    @Override
    public CompletionStage<List<InetAddress>> resolveAgain(String host) {
        return network.resolveAgain(host);
    }

    @Override
    public boolean remembers(String host) {
        return network.remembers(host);
    }

    @Override
    public List<InetAddress> localAddresses() {
        return network.localAddresses();
    }

    @Override
    public Timer watchAddresses(Runnable task) {
        return network.watchAddresses(task);
    }

    @Override
    public void close() {
        network.close();
    }
}
