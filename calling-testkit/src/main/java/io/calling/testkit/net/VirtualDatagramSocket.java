package io.calling.testkit.net;

import io.calling.ice.net.BoundDatagramSocket;
import io.calling.ice.net.ConnectedDatagramSocket;
import io.calling.ice.net.DatagramReceiver;
import io.calling.ice.net.Route;
import io.calling.ice.net.SourcedDatagramReceiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** What bound and connected UDP sockets of a virtual host have in common. */
abstract class VirtualDatagramSocket implements PortTable.Endpoint, AutoCloseable {
    private static final int LARGEST_BYTES = 65_507;

    private final VirtualHost host;
    private InetSocketAddress local = new InetSocketAddress(0);
    private volatile boolean closed;

    private VirtualDatagramSocket(VirtualHost host) {
        this.host = host;
    }

    static ConnectedDatagramSocket connected(
            VirtualHost host,
            InetAddress source,
            InetSocketAddress remote,
            DatagramReceiver receiver)
            throws IOException {
        Connected socket = new Connected(host, remote, receiver);
        socket.open(new InetSocketAddress(source, 0));
        return socket;
    }

    static BoundDatagramSocket bound(
            VirtualHost host, InetSocketAddress wanted, SourcedDatagramReceiver receiver)
            throws IOException {
        Bound socket = new Bound(host, receiver);
        socket.open(wanted);
        return socket;
    }

    final void open(InetSocketAddress wanted) throws IOException {
        local = host.ports().bind(Transport.UDP, wanted, null, this);
        host.hostNetwork().opened(this);
    }

    final boolean transmit(InetSocketAddress to, byte[] buffer, int offset, int length) {
        if (closed || length > LARGEST_BYTES) {
            return false;
        }
        Payload payload = Payload.copyOf(buffer, offset, length);
        long id = host.wires().nextPacketId();
        InetSocketAddress from = sourceTo(to);
        host.send(new Packet(id, Transport.UDP, from, to, payload, null));
        return true;
    }

    private InetSocketAddress sourceTo(InetSocketAddress to) {
        if (!local.getAddress().isAnyLocalAddress()) {
            return local;
        }
        try {
            InetAddress source = host.sourceFor(to, Route.system());
            return new InetSocketAddress(source, local.getPort());
        } catch (IOException e) {
            return local; // of no link, so it goes nowhere
        }
    }

    @Override
    public final void arrive(Packet packet) {
        if (!closed) {
            receive(packet, host.hostNetwork().buffers());
        }
    }

    abstract void receive(Packet packet, PacketBuffers buffers);

    public final InetSocketAddress localAddress() {
        return local;
    }

    @Override
    public final void close() {
        closed = true;
        host.ports().release(this);
        host.hostNetwork().closed(this);
    }

    private static final class Connected extends VirtualDatagramSocket
            implements ConnectedDatagramSocket {
        private final InetSocketAddress remote;
        private final DatagramReceiver receiver;

        Connected(VirtualHost host, InetSocketAddress remote, DatagramReceiver receiver) {
            super(host);
            this.remote = remote;
            this.receiver = receiver;
        }

        @Override
        public boolean send(byte[] buffer, int offset, int length) {
            return transmit(remote, buffer, offset, length);
        }

        @Override
        void receive(Packet packet, PacketBuffers buffers) {
            if (packet.from().equals(remote)) {
                buffers.lend(packet.payload(), receiver::onDatagram);
            }
        }

        @Override
        public InetSocketAddress remoteAddress() {
            return remote;
        }
    }

    private static final class Bound extends VirtualDatagramSocket implements BoundDatagramSocket {
        private final SourcedDatagramReceiver receiver;

        Bound(VirtualHost host, SourcedDatagramReceiver receiver) {
            super(host);
            this.receiver = receiver;
        }

        @Override
        public boolean send(InetSocketAddress to, byte[] buffer, int offset, int length) {
            return transmit(to, buffer, offset, length);
        }

        @Override
        void receive(Packet packet, PacketBuffers buffers) {
            buffers.lend(
                    packet.payload(),
                    (buffer, offset, length) ->
                            receiver.onDatagram(packet.from(), buffer, offset, length));
        }
    }
}
