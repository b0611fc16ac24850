package io.calling.ice.turn;

import io.calling.ice.net.ConnectedDatagramSocket;
import io.calling.ice.net.DatagramReceiver;
import io.calling.ice.net.Network;
import io.calling.ice.net.Route;
import java.io.IOException;
import java.net.InetSocketAddress;

/** TURN over UDP: one message, one datagram. */
final class UdpLink implements TurnLink {
    private final ConnectedDatagramSocket socket;

    UdpLink(Network network, InetSocketAddress relay, Route route, DatagramReceiver receiver)
            throws IOException {
        this.socket = network.connectDatagram(relay, route, receiver);
    }

    @Override
    public boolean send(byte[] buffer, int offset, int length) {
        return socket.send(buffer, offset, length);
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return socket.remoteAddress();
    }

    @Override
    public void close() {
        socket.close();
    }
}
