package io.calling.ice.turn;

import io.calling.ice.stun.StunMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The peers of one allocation, and the few datagrams that wait until a peer is permitted. Looked up
 * by any thread; changed by the loop alone. Bounded, whatever the peers do.
 */
final class TurnPeers {
    /** ICE considers a hundred candidates at most. */
    static final int MAX_PEERS = 128;

    /** Datagrams that wait, of all peers together. */
    static final int MAX_HELD = 32;

    private static final int MAX_HELD_PER_PEER = 8;

    /** For any thread. */
    private final Map<InetSocketAddress, TurnPeer> peers = new ConcurrentHashMap<>();

    /** The same for the loop alone: walked without an iterator, which would be an allocation. */
    private final List<TurnPeer> inOrder = new ArrayList<>();

    private final Queue<Held> held = new ArrayDeque<>();

    /** A datagram with headroom in front of it. */
    private static final class Held {
        private final TurnPeer peer;
        private final byte[] datagram;

        Held(TurnPeer peer, byte[] datagram) {
            this.peer = peer;
            this.datagram = datagram;
        }

        boolean send(PacketSink relay) {
            int length = datagram.length - RelayAllocation.HEADROOM;
            peer.send(relay, datagram, RelayAllocation.HEADROOM, length);
            return true; // or lost, as UDP may
        }
    }

    @Nullable TurnPeer find(InetSocketAddress address) {
        return peers.get(address);
    }

    /** The peer that a Data indication names, without an allocation; null for an unknown one. */
    @Nullable TurnPeer find(StunMessage indication, int cursor) {
        for (int i = 0; i < inOrder.size(); i++) {
            if (indication.xorAddressIs(cursor, inOrder.get(i).stunAddress())) {
                return inOrder.get(i);
            }
        }
        return null;
    }

    boolean isFull() {
        return inOrder.size() >= MAX_PEERS;
    }

    void add(TurnPeer peer) {
        peers.put(peer.address(), peer);
        inOrder.add(peer);
    }

    /** Opens or shuts the way to each peer at an IP address. */
    void setPermitted(InetAddress address, boolean permitted) {
        for (TurnPeer peer : inOrder) {
            if (peer.address().getAddress().equals(address)) {
                peer.setPermitted(permitted);
            }
        }
    }

    /** Whether one at the address was sent to since this was last asked. */
    boolean takeUsed(InetAddress address) {
        boolean used = false;
        for (TurnPeer peer : inOrder) {
            if (peer.address().getAddress().equals(address)) {
                used |= peer.takeUsed();
            }
        }
        return used;
    }

    /** Keeps a datagram whose headroom is {@link RelayAllocation#HEADROOM}. */
    boolean hold(TurnPeer peer, byte[] datagram) {
        long ofPeer = held.stream().filter(each -> each.peer == peer).count();
        if (held.size() >= MAX_HELD || ofPeer >= MAX_HELD_PER_PEER) {
            return false;
        }
        return held.add(new Held(peer, datagram));
    }

    /** Sends what waited for peers that are open now. */
    void flush(PacketSink relay) {
        held.removeIf(each -> each.peer.isOpen() && each.send(relay));
    }

    /**
     * Sends what waits for an address right behind the request for its permission, a round trip
     * before the answer; it goes on waiting, and goes once more when that comes.
     */
    void sendAhead(InetAddress address, PacketSink relay) {
        for (Held each : held) {
            if (each.peer.address().getAddress().equals(address)) {
                each.send(relay);
            }
        }
    }

    /** The same for one datagram, if it still waits. */
    void sendAhead(byte[] datagram, PacketSink relay) {
        for (Held each : held) {
            if (each.datagram == datagram) {
                each.send(relay);
            }
        }
    }

    /** Forgets what waited for an address that the relay refuses; how much that was. */
    int drop(InetAddress address) {
        int before = held.size();
        held.removeIf(each -> each.peer.address().getAddress().equals(address));
        return before - held.size();
    }

    /** Shuts every way, and forgets what waited. */
    void shut() {
        held.clear();
        for (TurnPeer peer : inOrder) {
            peer.setPermitted(false);
            peer.setChannel(0);
        }
    }
}
