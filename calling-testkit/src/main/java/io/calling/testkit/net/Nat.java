package io.calling.testkit.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A NAT between two lans, as RFC 4787 describes them. Hosts join its {@link #inside}; from outside
 * they are seen by its own addresses. Made by {@link VirtualNetwork#nat}; NATs behind NATs are made
 * by naming the inside of one as the outside of the next. Thread-safe.
 *
 * <p>Give hosts behind it addresses for documentation too (192.0.2.0/24 and others), if calls are
 * to go direct: a private address may not send to one for documentation on the word of a peer.
 *
 * @see NatBehavior
 */
public final class Nat implements Node {
    private final Wires wires;
    private final String name;
    private final Lan inside;
    private final VirtualLink outside;
    private final NatTable table;
    private volatile NatBehavior behavior;

    Nat(Wires wires, String name, Lan around, NatBehavior behavior, String... addresses) {
        this.wires = wires;
        this.name = name;
        this.behavior = behavior;
        this.table = new NatTable(wires.seedFor(name + "/ports"));
        this.inside = new Lan(wires, "inside " + name);
        this.outside = around.join(this, Addresses.literals(addresses));
        inside.gateway(this);
        outside.onAddresses(() -> inside.watchGateway(seenAs()));
    }

    /** Its name. */
    @Override
    public String name() {
        return name;
    }

    /** The lan behind it. */
    public Lan inside() {
        return inside;
    }

    /** Its link to the lan around it, with the addresses that the world sees. */
    public VirtualLink outside() {
        return outside;
    }

    /** Behaves in another way from now on; mappings that there are stay. */
    public void behavior(NatBehavior value) {
        behavior = value;
    }

    /** Forgets every mapping, as a router does that restarts. */
    public void restart() {
        wires.hop(0, table::clear);
    }

    /** The addresses by which hosts behind it are known. */
    List<InetAddress> seenAs() {
        List<InetAddress> all = new ArrayList<>(outside.addresses());
        all.addAll(outside.lan().seenAs());
        return all;
    }

    /** Takes a packet that leaves the inside; on the loop. */
    void leave(Packet packet) {
        InetSocketAddress source = mapped(packet);
        if (source == null) {
            drop(packet, LoggedPacket.Direction.UP);
        } else if (!outside.addresses().contains(packet.to().getAddress())) {
            outside.send(packet.from(source));
        } else if (behavior.hairpinning()) {
            // RFC 4787, REQ-9, a: "MUST be 'External source IP address and port'".
            enter(packet.from(source));
        } else {
            drop(packet, LoggedPacket.Direction.UP);
        }
    }

    private @Nullable InetSocketAddress mapped(Packet packet) {
        int family = packet.to().getAddress().getAddress().length;
        for (InetAddress address : outside.addresses()) {
            if (address.getAddress().length == family) {
                return table.outward(packet, address, behavior, wires.elapsedNanos());
            }
        }
        return null;
    }

    /** Takes a packet from outside. */
    @Override
    public void arrive(Packet packet, VirtualLink link) {
        enter(packet);
    }

    private void enter(Packet packet) {
        InetSocketAddress host = table.inward(packet, behavior, wires.elapsedNanos());
        if (host == null) {
            drop(packet, LoggedPacket.Direction.DOWN);
        } else {
            inside.route(packet.to(host));
        }
    }

    private void drop(Packet packet, LoggedPacket.Direction direction) {
        wires.log.add(wires.elapsedNanos(), name, direction, packet, Fate.FILTERED);
    }
}
