package io.calling.testkit.net;

import io.calling.ice.net.Network;
import io.calling.ice.net.Route;
import io.calling.ice.net.StreamReceiver;
import io.calling.ice.net.StreamSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A machine on a virtual network, with a {@link Network} of its own. Thread-safe. */
public final class VirtualHost implements Node {
    private final Wires wires;
    private final String name;
    private final List<VirtualLink> links = new CopyOnWriteArrayList<>();
    private final PortTable ports = new PortTable();
    private final HostNetwork network;

    VirtualHost(Wires wires, String name) {
        this.wires = wires;
        this.name = name;
        this.network = new HostNetwork(wires, this);
    }

    /** Its name. */
    @Override
    public String name() {
        return name;
    }

    /** The port through which everything on this host reaches the world. */
    public Network network() {
        return network;
    }

    /** Its first link. */
    public VirtualLink link() {
        return links.get(0);
    }

    /** Its links, in the order in which they were made; the first that fits carries a packet. */
    public List<VirtualLink> links() {
        return List.copyOf(links);
    }

    /** Its first address. */
    public InetAddress address() {
        return link().addresses().get(0);
    }

    /** A further link, as of a phone that is in a Wi-Fi and in a mobile network. */
    public VirtualLink attach(Lan lan, String... addresses) {
        VirtualLink link = lan.join(this, Addresses.literals(addresses));
        links.add(link);
        return link;
    }

    /** Loses a link with its addresses, as a phone that leaves the Wi-Fi. */
    public void detach(VirtualLink link) {
        link.lan().detach(link);
        links.remove(link);
    }

    /** How many sockets are open on this host, streams included. */
    public int openSockets() {
        return ports.size();
    }

    /** Lets others connect streams to a port of this host. */
    public void listen(int port, StreamListener listener) throws IOException {
        ports.listen(port, listener);
    }

    /** Decides who takes a connection to a port. */
    @FunctionalInterface
    public interface StreamListener {
        /** Takes one connection, on the loop; what is returned hears of it from then on. */
        StreamReceiver onStream(StreamSocket socket);
    }

    @Override
    public void arrive(Packet packet, VirtualLink link) {
        PortTable.Endpoint endpoint = ports.find(packet);
        if (endpoint != null) {
            endpoint.arrive(packet);
        } else if (packet.segment() != null) {
            VirtualStream.arriveUnexpected(this, packet, ports.listener(packet));
        } else {
            wires.log.add(
                    wires.elapsedNanos(), name, LoggedPacket.Direction.DOWN, packet, Fate.UNHEARD);
        }
    }

    PortTable ports() {
        return ports;
    }

    Wires wires() {
        return wires;
    }

    HostNetwork hostNetwork() {
        return network;
    }

    /** Sends a packet on its way; from any thread. */
    void send(Packet packet) {
        wires.hop(0, () -> emit(packet));
    }

    private void emit(Packet packet) {
        if (isLocal(packet.to().getAddress())) {
            wires.scheduler.schedule(0, this, () -> arrive(packet, link()));
            return;
        }
        for (VirtualLink link : links) {
            if (link.addresses().contains(packet.from().getAddress())) {
                link.send(packet);
                return;
            }
        }
        wires.log.add(
                wires.elapsedNanos(), name, LoggedPacket.Direction.UP, packet, Fate.UNROUTABLE);
    }

    private boolean isLocal(InetAddress address) {
        return address.isLoopbackAddress() || addresses().contains(address);
    }

    List<InetAddress> addresses() {
        List<InetAddress> all = new ArrayList<>();
        links.forEach(link -> all.addAll(link.addresses()));
        return all;
    }

    /** The address from which this host reaches another. */
    InetAddress sourceFor(InetSocketAddress remote, Route route) throws IOException {
        InetAddress to = remote.getAddress();
        if (to.isLoopbackAddress()) {
            return to;
        }
        InetAddress pinned = route.localAddress().orElse(null);
        for (InetAddress own : addresses()) {
            boolean sameFamily = own.getAddress().length == to.getAddress().length;
            if (sameFamily && (pinned == null || pinned.equals(own))) {
                return own;
            }
        }
        throw new NoRouteToHostException("the virtual host has no address for this route");
    }
}
