package io.calling.testkit.relay;

import io.calling.ice.net.BoundDatagramSocket;
import io.calling.ice.net.Network;
import io.calling.ice.net.SourcedDatagramReceiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens sockets on the relayed address, and keeps reserved ports (RFC 8656, 7.2). */
final class RelayedPorts {
    /** "The server SHOULD keep the reservation for 30 seconds". */
    private static final long RESERVED_NANOS = 30_000_000_000L;

    private static final int TRIES = 64;

    private final Network network;
    private final InetAddress address;
    private final Map<Long, Reservation> reservations = new HashMap<>();

    RelayedPorts(Network network, InetAddress address) {
        this.network = network;
        this.address = address;
    }

    /**
     * A relayed port, and perhaps the next one kept for later.
     *
     * @param socket the port
     * @param token for the next port; null where none is reserved
     */
    record Ports(BoundDatagramSocket socket, @Nullable Long token) {}

    /** A reserved port is held by a socket, whose receiver is set when it is claimed. */
    private static final class Reservation {
        private final BoundDatagramSocket socket;
        private final Redirect redirect;

        Reservation(BoundDatagramSocket socket, Redirect redirect) {
            this.socket = socket;
            this.redirect = redirect;
        }
    }

    private static final class Redirect implements SourcedDatagramReceiver {
        private @Nullable SourcedDatagramReceiver target;

        @Override
        public void onDatagram(InetSocketAddress from, byte[] buffer, int offset, int length) {
            SourcedDatagramReceiver now = target;
            if (now != null) {
                now.onDatagram(from, buffer, offset, length);
            }
        }
    }

    /** Any port, or null where there is none. */
    @Nullable Ports any(SourcedDatagramReceiver receiver) {
        BoundDatagramSocket socket = bind(0, receiver);
        return socket == null ? null : new Ports(socket, null);
    }

    /** An even port, with the next one reserved if asked; null where there is none. */
    @Nullable Ports even(boolean reserveNext, SourcedDatagramReceiver receiver) {
        List<BoundDatagramSocket> unfit = new ArrayList<>();
        try {
            for (int i = 0; i < TRIES; i++) {
                BoundDatagramSocket socket = bind(0, receiver);
                if (socket == null) {
                    return null;
                }
                Ports ports = fit(socket, reserveNext);
                if (ports != null) {
                    return ports;
                }
                unfit.add(socket); // held until the end, so that another port comes up
            }
            return null;
        } finally {
            unfit.forEach(BoundDatagramSocket::close);
        }
    }

    private @Nullable Ports fit(BoundDatagramSocket socket, boolean reserveNext) {
        int port = socket.localAddress().getPort();
        if (port % 2 != 0) {
            return null;
        }
        if (!reserveNext) {
            return new Ports(socket, null);
        }
        Long token = reserve(port + 1);
        return token == null ? null : new Ports(socket, token);
    }

    private @Nullable Long reserve(int port) {
        Redirect redirect = new Redirect();
        BoundDatagramSocket socket = bind(port, redirect);
        if (socket == null) {
            return null;
        }
        byte[] bytes = new byte[Long.BYTES];
        network.randomBytes(bytes);
        long key = ByteBuffer.wrap(bytes).getLong();
        reservations.put(key, new Reservation(socket, redirect));
        var ignored = network.schedule(RESERVED_NANOS, () -> giveUp(key));
        return key;
    }

    private void giveUp(long key) {
        Reservation unclaimed = reservations.remove(key);
        if (unclaimed != null) {
            unclaimed.socket.close();
        }
    }

    /** The port reserved under a token, or null where there is none. */
    @Nullable Ports claim(byte[] token, SourcedDatagramReceiver receiver) {
        Reservation reservation =
                token.length == Long.BYTES
                        ? reservations.remove(ByteBuffer.wrap(token).getLong())
                        : null;
        if (reservation == null) {
            return null;
        }
        reservation.redirect.target = receiver;
        return new Ports(reservation.socket, null);
    }

    private @Nullable BoundDatagramSocket bind(int port, SourcedDatagramReceiver receiver) {
        try {
            return network.bindDatagram(new InetSocketAddress(address, port), receiver);
        } catch (IOException e) {
            return null;
        }
    }

    void close() {
        reservations.values().forEach(reservation -> reservation.socket.close());
        reservations.clear();
    }
}
