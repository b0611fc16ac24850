package io.calling.ice;

import io.calling.ice.net.BoundDatagramSocket;
import io.calling.ice.net.ConnectedDatagramSocket;
import io.calling.ice.net.DatagramReceiver;
import io.calling.ice.net.IpLiteral;
import io.calling.ice.net.Network;
import io.calling.ice.net.Route;
import io.calling.ice.net.SourcedDatagramReceiver;
import io.calling.ice.net.StreamReceiver;
import io.calling.ice.net.StreamSocket;
import io.calling.ice.turn.TurnUri;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Stands between one call and the network, and lets it reach the relays of the application and
 * nothing else: every socket is connected to one of them when it is opened, no other name is looked
 * up, and no socket is bound that anybody could send to. What is refused is a bug of ours; it is
 * counted, told, and ends the call. Thread-safe.
 */
final class EgressGuard implements Network {
    private final Network network;
    private final Runnable onRefusal;
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private final Set<InetAddress> destinations = ConcurrentHashMap.newKeySet();
    private volatile boolean direct;
    private volatile boolean forbidden;

    /**
     * Guards {@code network}.
     *
     * @param onRefusal told of each refusal, on the thread that asked
     */
    EgressGuard(Network network, Runnable onRefusal) {
        this.network = network;
        this.onRefusal = onRefusal;
    }

    /** Lets the call reach one server of the application's own. */
    void permit(TurnUri uri) {
        permitHost(uri.host());
    }

    /** Lets the call ask a STUN server of the application's own. */
    void permit(StunUri uri) {
        permitHost(uri.host());
    }

    private void permitHost(String host) {
        InetAddress literal = IpLiteral.parse(host);
        if (literal == null) {
            names.add(host);
        } else {
            destinations.add(literal);
        }
    }

    /** Lets the call open sockets of its own from now on. */
    void permitDirect() {
        direct = true;
    }

    /** Lets it open none any more, for good. */
    void forbidDirect() {
        forbidden = true;
    }

    @Override
    public ConnectedDatagramSocket connectDatagram(
            InetSocketAddress remote, Route route, DatagramReceiver receiver) throws IOException {
        requirePermitted(remote);
        return network.connectDatagram(remote, route, receiver);
    }

    @Override
    public StreamSocket connectStream(
            InetSocketAddress remote, Route route, StreamReceiver receiver) throws IOException {
        requirePermitted(remote);
        return network.connectStream(remote, route, receiver);
    }

    @Override
    public GuardedSocket bindDatagram(InetSocketAddress local, SourcedDatagramReceiver receiver)
            throws IOException {
        if (!direct) {
            throw refusal("a relay-only call binds no socket");
        }
        requireNotForbidden();
        BoundDatagramSocket socket = network.bindDatagram(local, receiver);
        try {
            requireNotForbidden(); // not in between either
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        return new GuardedSocket(socket, onRefusal);
    }

    private void requireNotForbidden() throws IOException {
        if (forbidden) {
            throw new IOException("direct sockets were forbidden a moment ago");
        }
    }

    @Override
    public CompletionStage<List<InetAddress>> resolve(String host) {
        return permitted(host, network::resolve);
    }

    @Override
    public CompletionStage<List<InetAddress>> resolveAgain(String host) {
        return permitted(host, network::resolveAgain);
    }

    private CompletionStage<List<InetAddress>> permitted(
            String host, Function<String, CompletionStage<List<InetAddress>>> resolver) {
        if (!names.contains(host)) {
            return CompletableFuture.failedFuture(refusal("a name that is no relay's"));
        }
        return resolver.apply(host)
                .thenApply(
                        addresses -> {
                            destinations.addAll(addresses);
                            return addresses;
                        });
    }

    @Override
    public boolean remembers(String host) {
        return network.remembers(host);
    }

    private void requirePermitted(InetSocketAddress remote) throws IOException {
        if (remote.isUnresolved() || !destinations.contains(remote.getAddress())) {
            throw refusal("a destination that is no relay's");
        }
    }

    private UnknownHostException refusal(String what) {
        onRefusal.run();
        return new UnknownHostException("refused by the egress guard: " + what);
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        return network.schedule(delayNanos, task);
    }

    @Override
    public Alarm alarm(Runnable task) {
        return network.alarm(task);
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
    public List<InetAddress> localAddresses() {
        return network.localAddresses();
    }

    @Override
    public Timer watchAddresses(Runnable task) {
        return network.watchAddresses(task);
    }

    /** Does nothing: the network is not this call's to close. */
    @Override
    public void close() {}
}
