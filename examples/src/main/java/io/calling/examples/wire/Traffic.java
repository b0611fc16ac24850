package io.calling.examples.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One party's side of a call: what crossed its sockets, what signaling brought, and what gives it
 * away.
 *
 * @param recording of its network
 * @param messages that it received through signaling
 * @param interfaces the addresses of its host
 * @param hostNames the names of its host
 */
public record Traffic(
        Recording recording,
        List<String> messages,
        List<InetAddress> interfaces,
        Set<String> hostNames) {

    /** Copies the collections. */
    public Traffic {
        messages = List.copyOf(messages);
        interfaces = List.copyOf(interfaces);
        hostNames = Set.copyOf(hostNames);
    }

    /** Packets that arrived. */
    public int packetsReceived() {
        return recording.packets(Direction.RECEIVED).size();
    }

    /** The addresses at which this party reaches the other one, in words. */
    public String peerAsSeen() {
        return StunAddresses.peers(recording).stream()
                // A permission is for an address, whatever the port.
                .filter(peer -> peer.getPort() != 0)
                .map(peer -> peer.getAddress().getHostAddress() + ":" + peer.getPort())
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(" and "));
    }

    /** Its sockets, as itself and as its relay knows them. */
    Set<InetSocketAddress> sockets() {
        Set<InetSocketAddress> sockets = new LinkedHashSet<>(recording.localSockets());
        sockets.addAll(StunAddresses.mapped(recording));
        return sockets;
    }

    /** The relays that it talks to, and the addresses that it got from them. */
    Set<InetAddress> relays() {
        Set<InetAddress> relays = addresses(StunAddresses.relayed(recording));
        recording
                .packets(Direction.SENT)
                .forEach(packet -> relays.add(packet.remote().getAddress()));
        return relays;
    }

    static Set<InetAddress> addresses(Set<InetSocketAddress> sockets) {
        return sockets.stream()
                .map(InetSocketAddress::getAddress)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
