package io.calling.ice;

import io.calling.ice.net.DatagramReceiver;
import io.calling.ice.net.IpLiteral;
import io.calling.ice.net.Network;
import io.calling.ice.net.Route;
import io.calling.ice.turn.RelayAllocation;
import io.calling.ice.turn.RelayFailure;
import io.calling.ice.turn.RelayServer;
import io.calling.ice.turn.TurnUri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Relays in one heap: allocations, permissions by address, datagrams from one allocation to another
 * or to an outsider. Every datagram is remembered.
 */
final class FakeRelays implements Gathering.Relays {
    static final RelayServer SERVER = RelayServer.of("turn:192.0.2.1", "user", "password");

    private final AtomicInteger ports = new AtomicInteger(50000);
    private final Map<InetSocketAddress, Allocation> allocations = new ConcurrentHashMap<>();
    private final Set<InetAddress> blackHoles = ConcurrentHashMap.newKeySet();
    final List<Sent> sent = new CopyOnWriteArrayList<>();
    final List<Route> routes = new CopyOnWriteArrayList<>();
    final AtomicInteger opened = new AtomicInteger();
    final List<TurnUri> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger closed = new AtomicInteger();
    volatile InetAddress mapped = IpLiteral.parse("198.51.100.77");

    /** Where relays see us that see us somewhere else, by their own address. */
    final Map<InetAddress, InetAddress> mappedAt = new ConcurrentHashMap<>();

    volatile RelayFailure refusal;
    volatile boolean silent;

    record Sent(InetSocketAddress from, InetSocketAddress to, List<Byte> bytes) {
        byte[] toBytes() {
            byte[] copy = new byte[bytes.size()];
            for (int i = 0; i < copy.length; i++) {
                copy[i] = bytes.get(i);
            }
            return copy;
        }
    }

    @Override
    public RelayAllocation allocate(
            Network network, RelayServer server, Route route, RelayAllocation.Listener listener) {
        InetAddress ip = IpLiteral.parse(server.uri().host());
        InetSocketAddress address = new InetSocketAddress(ip, ports.getAndIncrement());
        Allocation allocation = new Allocation(network, address, listener);
        routes.add(route);
        opened.incrementAndGet();
        asked.add(server.uri());
        network.execute(() -> listener.onAsking(allocation.serverAddress()));
        if (refusal != null) {
            RelayFailure why = refusal;
            network.execute(
                    () -> {
                        allocation.close();
                        listener.onLost(why);
                    });
        } else if (!silent) {
            allocations.put(address, allocation);
            network.execute(() -> listener.onAllocated(allocation));
        }
        return allocation;
    }

    /** Allocations that nobody released. */
    int open() {
        return opened.get() - closed.get();
    }

    /** A datagram from anywhere; the relay lets it in where the address is permitted. */
    void inject(InetSocketAddress from, InetSocketAddress to, byte[] datagram) {
        Allocation target = allocations.get(to);
        if (target != null) {
            target.arrive(from, datagram);
        }
    }

    /** A datagram from anywhere, past permissions: from a relay that obeys nobody. */
    void smuggle(InetSocketAddress from, InetSocketAddress to, byte[] datagram) {
        Allocation target = allocations.get(to);
        if (target != null) {
            target.deliver(from, datagram);
        }
    }

    /** Datagrams that went from one address to another. */
    List<byte[]> between(InetSocketAddress from, InetSocketAddress to) {
        return sent.stream()
                .filter(s -> s.from().equals(from) && s.to().equals(to))
                .map(Sent::toBytes)
                .toList();
    }

    /** Everything that went to an address. */
    List<byte[]> to(InetSocketAddress to) {
        return sent.stream().filter(s -> s.to().equals(to)).map(Sent::toBytes).toList();
    }

    /** Ends an allocation, and tells its owner. */
    void lose(InetSocketAddress relayed) {
        Allocation allocation = allocations.get(relayed);
        allocation.network.execute(
                () -> {
                    allocation.close();
                    allocation.listener.onLost(RelayFailure.LOST);
                });
    }

    /** From now on the relay on this host swallows everything, and tells nobody. */
    void blackHole(String host) {
        blackHoles.add(IpLiteral.parse(host));
    }

    private final class Allocation implements RelayAllocation {
        private final Network network;
        private final InetSocketAddress relayed;
        private final Listener listener;
        private final Set<InetAddress> permitted = ConcurrentHashMap.newKeySet();
        private boolean isClosed;

        Allocation(Network network, InetSocketAddress relayed, Listener listener) {
            this.network = network;
            this.relayed = relayed;
            this.listener = listener;
        }

        @Override
        public InetSocketAddress relayedAddress() {
            return relayed;
        }

        @Override
        public InetSocketAddress mappedAddress() {
            return new InetSocketAddress(
                    mappedAt.getOrDefault(relayed.getAddress(), mapped), 40000);
        }

        @Override
        public InetSocketAddress serverAddress() {
            return new InetSocketAddress(relayed.getAddress(), 3478);
        }

        @Override
        public void permit(InetSocketAddress peer) {
            permitted.add(peer.getAddress());
        }

        @Override
        public void prefer(InetSocketAddress peer) {}

        @Override
        public boolean send(InetSocketAddress peer, byte[] buffer, int offset, int length) {
            permit(peer);
            Arrays.fill(buffer, offset - HEADROOM, offset, (byte) 0xAA); // as headers would
            byte[] copy = Arrays.copyOfRange(buffer, offset, offset + length);
            if (blackHoles.contains(relayed.getAddress())) {
                return true;
            }
            sent.add(new Sent(relayed, peer, boxed(copy)));
            inject(relayed, peer, copy);
            return true;
        }

        void arrive(InetSocketAddress from, byte[] datagram) {
            if (!permitted.contains(from.getAddress())
                    || blackHoles.contains(relayed.getAddress())) {
                return;
            }
            deliver(from, datagram);
        }

        void deliver(InetSocketAddress from, byte[] datagram) {
            byte[] buffer = new byte[DatagramReceiver.ROOM * 2 + datagram.length];
            System.arraycopy(datagram, 0, buffer, DatagramReceiver.ROOM, datagram.length);
            network.execute(
                    () -> {
                        if (!isClosed) {
                            listener.onData(from, buffer, DatagramReceiver.ROOM, datagram.length);
                        }
                    });
        }

        @Override
        public void close() {
            if (!isClosed) {
                isClosed = true;
                closed.incrementAndGet();
                allocations.remove(relayed);
            }
        }
    }

    private static List<Byte> boxed(byte[] bytes) {
        Byte[] boxed = new Byte[bytes.length];
        Arrays.setAll(boxed, i -> bytes[i]);
        return List.of(boxed);
    }
}
