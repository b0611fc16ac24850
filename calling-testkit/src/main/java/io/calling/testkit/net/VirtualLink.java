package io.calling.testkit.net;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Consumer;

/**
 * The link between one host (or the outside of one NAT) and its lan, with the host's addresses
 * there. Both directions have conditions of their own. Thread-safe.
 */
public final class VirtualLink {
    private final Wires wires;
    private final Node node;
    private final Lan lan;
    private final Pipe up;
    private final Pipe down;
    private final Flows flows = new Flows();
    private volatile List<InetAddress> addresses;
    private volatile Firewall firewall = Firewall.OPEN;
    private volatile Runnable onAddresses = () -> {};

    VirtualLink(Wires wires, Node node, Lan lan, List<InetAddress> addresses) {
        this.wires = wires;
        this.node = node;
        this.lan = lan;
        this.addresses = List.copyOf(addresses);
        String part = lan.name() + "/" + node.name();
        this.up = new Pipe(wires.seedFor(part + "/up"));
        this.down = new Pipe(wires.seedFor(part + "/down"));
    }

    /** What the link does from now on to packets in both directions. */
    public VirtualLink conditions(LinkConditions both) {
        return up(both).down(both);
    }

    /** What the link does from now on to packets that leave the host. */
    public VirtualLink up(LinkConditions conditions) {
        up.conditions(conditions);
        return this;
    }

    /** What the link does from now on to packets for the host. */
    public VirtualLink down(LinkConditions conditions) {
        down.conditions(conditions);
        return this;
    }

    /** Cuts the link: every packet vanishes, those included that are on their way into it. */
    public void cut() {
        up.cut(true);
        down.cut(true);
    }

    /** Joins a cut link again. */
    public void heal() {
        up.cut(false);
        down.cut(false);
    }

    /** The addresses that the host has on this link. */
    public List<InetAddress> addresses() {
        return addresses;
    }

    /**
     * Gives the host other addresses here, as a network change does. Sockets that are bound to the
     * old ones stay, but nothing leaves or reaches them.
     */
    public void readdress(String... literals) {
        List<InetAddress> next = Addresses.literals(literals);
        lan.detach(this);
        addresses = List.copyOf(next);
        lan.attach(this);
        onAddresses.run();
    }

    void onAddresses(Runnable task) {
        onAddresses = task;
    }

    /** What passes from now on. */
    public VirtualLink firewall(Firewall value) {
        firewall = value;
        return this;
    }

    /** The lan on the other end. */
    public Lan lan() {
        return lan;
    }

    /** The host's or NAT's name. */
    public String owner() {
        return node.name();
    }

    Node node() {
        return node;
    }

    /** Carries a packet from the node into the lan; on the loop. */
    void send(Packet packet) {
        if (flows.leaves(packet, firewall, wires.elapsedNanos())) {
            carry(up, LoggedPacket.Direction.UP, packet, lan::route);
        } else {
            drop(LoggedPacket.Direction.UP, packet);
        }
    }

    /** Carries a packet from the lan to the node; on the loop. */
    void receive(Packet packet) {
        if (flows.enters(packet, firewall, wires.elapsedNanos())) {
            carry(down, LoggedPacket.Direction.DOWN, packet, this::arrive);
        } else {
            drop(LoggedPacket.Direction.DOWN, packet);
        }
    }

    private void drop(LoggedPacket.Direction direction, Packet packet) {
        wires.log.add(wires.elapsedNanos(), node.name(), direction, packet, Fate.FILTERED);
    }

    private void arrive(Packet packet) {
        // Never from inside the sender's call: a receiver would run while its caller does.
        wires.scheduler.schedule(0, node, () -> node.arrive(packet, this));
    }

    private void carry(
            Pipe pipe, LoggedPacket.Direction direction, Packet packet, Consumer<Packet> next) {
        Pipe.Passage passage = pipe.pass(wires.elapsedNanos(), packet.ipBytes());
        wires.log.add(wires.elapsedNanos(), node.name(), direction, packet, passage.fate());
        if (passage.fate() != Fate.CARRIED) {
            return;
        }
        wires.hop(passage.delayNanos(), () -> next.accept(packet));
        if (passage.twice()) {
            wires.hop(passage.delayNanos(), () -> next.accept(packet));
        }
    }
}
