package io.calling.testkit.net;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A network in which everybody reaches everybody: the internet, or what is behind a NAT. Packets
 * for addresses that nobody here has go to the NAT, if there is one. Thread-safe.
 */
public final class Lan {
    private final Wires wires;
    private final String name;
    private final Map<InetAddress, VirtualLink> links = new ConcurrentHashMap<>();
    private volatile @Nullable Nat gateway;

    Lan(Wires wires, String name) {
        this.wires = wires;
        this.name = name;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Says who takes packets for addresses that nobody here has. */
    void gateway(Nat nat) {
        gateway = nat;
    }

    /** Whoever is here is known outside by these addresses too. */
    void watchGateway(List<InetAddress> addresses) {
        for (VirtualLink link : links.values()) {
            wires.log.watch(link.owner(), addresses);
            if (link.node() instanceof Nat nat) {
                nat.inside().watchGateway(addresses);
            }
        }
    }

    private void watch(VirtualLink link) {
        wires.log.watch(link.owner(), link.addresses());
        wires.log.watch(link.owner(), seenAs());
    }

    /** The addresses by which whoever is here is known further out. */
    List<InetAddress> seenAs() {
        Nat nat = gateway;
        return nat == null ? List.of() : nat.seenAs();
    }

    VirtualLink join(Node node, List<InetAddress> addresses) {
        VirtualLink link = new VirtualLink(wires, node, this, addresses);
        attach(link);
        return link;
    }

    void attach(VirtualLink link) {
        for (InetAddress address : link.addresses()) {
            if (links.putIfAbsent(address, link) != null) {
                throw new IllegalArgumentException("somebody in " + name + " has " + address);
            }
        }
        watch(link);
    }

    void detach(VirtualLink link) {
        links.values().removeIf(link::equals);
    }

    /** Brings a packet to the link of its destination; on the loop. */
    void route(Packet packet) {
        VirtualLink link = links.get(packet.to().getAddress());
        Nat nat = gateway;
        if (link != null) {
            link.receive(packet);
        } else if (nat != null) {
            nat.leave(packet);
        } else {
            wires.log.add(
                    wires.elapsedNanos(), name, LoggedPacket.Direction.UP, packet, Fate.UNROUTABLE);
        }
    }
}
