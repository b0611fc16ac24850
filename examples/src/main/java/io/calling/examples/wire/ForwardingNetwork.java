package io.calling.examples.wire;

import io.calling.ice.net.BoundDatagramSocket;
import io.calling.ice.net.ConnectedDatagramSocket;
import io.calling.ice.net.DatagramReceiver;
import io.calling.ice.net.Network;
import io.calling.ice.net.Route;
import io.calling.ice.net.SourcedDatagramReceiver;
import io.calling.ice.net.StreamReceiver;
import io.calling.ice.net.StreamSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Hands everything on to another network; the base of decorators that change one thing. */
abstract class ForwardingNetwork implements Network {
    private final Network network;

    ForwardingNetwork(Network network) {
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
    public void close() {
        network.close();
    }
}
