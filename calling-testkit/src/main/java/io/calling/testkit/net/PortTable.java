package io.calling.testkit.net;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Which socket of a host has which port. Thread-safe. */
final class PortTable {
    private static final int FIRST_EPHEMERAL = 49_152;
    private static final int EPHEMERAL = 65_536 - FIRST_EPHEMERAL;

    private final Map<Key, Endpoint> endpoints = new ConcurrentHashMap<>();
    private final Map<Integer, VirtualHost.StreamListener> listeners = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();

    /** A socket, as its host sees it. */
    interface Endpoint {
        /** A packet for the socket's port, on the loop. */
        void arrive(Packet packet);
    }

    /** A port; of a stream also with the other end, since streams share the port they came to. */
    private record Key(
            Transport transport,
            InetAddress address,
            int port,
            @Nullable InetSocketAddress remote) {}

    /** Gives an endpoint a local address; port 0 for the next free one. */
    InetSocketAddress bind(
            Transport transport,
            InetSocketAddress wanted,
            @Nullable InetSocketAddress remote,
            Endpoint endpoint)
            throws IOException {
        if (wanted.getPort() != 0) {
            return tryBind(transport, wanted, remote, endpoint);
        }
        for (int i = 0; i < EPHEMERAL; i++) {
            int port = FIRST_EPHEMERAL + Math.floorMod(next.getAndIncrement(), EPHEMERAL);
            var key = new Key(transport, wanted.getAddress(), port, remote);
            if (endpoints.putIfAbsent(key, endpoint) == null) {
                return new InetSocketAddress(wanted.getAddress(), port);
            }
        }
        throw new BindException("no free port");
    }

    private InetSocketAddress tryBind(
            Transport transport,
            InetSocketAddress wanted,
            @Nullable InetSocketAddress remote,
            Endpoint endpoint)
            throws IOException {
        var key = new Key(transport, wanted.getAddress(), wanted.getPort(), remote);
        if (endpoints.putIfAbsent(key, endpoint) != null) {
            throw new BindException("the port is in use");
        }
        return wanted;
    }

    void release(Endpoint endpoint) {
        endpoints.values().removeIf(endpoint::equals);
    }

    /** Whose packet this is, if anybody's. */
    @Nullable Endpoint find(Packet packet) {
        Transport transport = packet.transport();
        InetSocketAddress to = packet.to();
        if (transport == Transport.TCP) {
            return endpoints.get(new Key(transport, to.getAddress(), to.getPort(), packet.from()));
        }
        Endpoint exact = endpoints.get(new Key(transport, to.getAddress(), to.getPort(), null));
        if (exact != null) {
            return exact;
        }
        InetAddress wildcard = Addresses.wildcardLike(to.getAddress());
        return endpoints.get(new Key(transport, wildcard, to.getPort(), null));
    }

    void listen(int port, VirtualHost.StreamListener listener) throws IOException {
        if (listeners.putIfAbsent(port, listener) != null) {
            throw new BindException("the port is in use");
        }
    }

    VirtualHost.@Nullable StreamListener listener(Packet packet) {
        return listeners.get(packet.to().getPort());
    }

    /** How many sockets are open. */
    int size() {
        return endpoints.size();
    }
}
