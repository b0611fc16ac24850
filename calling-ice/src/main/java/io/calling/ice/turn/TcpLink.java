package io.calling.ice.turn;

import io.calling.ice.net.Network;
import io.calling.ice.net.Route;
import io.calling.ice.net.StreamReceiver;
import io.calling.ice.net.StreamSocket;
import java.io.IOException;
import java.net.InetSocketAddress;

/** TURN over TCP. Its lock is its own. */
final class TcpLink implements TurnLink {
    private final StreamSocket socket;
    private final StreamPadding padding = new StreamPadding();

    TcpLink(Network network, InetSocketAddress relay, Route route, LinkEvents events)
            throws IOException {
        this.socket = network.connectStream(relay, route, new Receiver(events));
    }

    @Override
    public synchronized boolean send(byte[] buffer, int offset, int length) {
        return padding.send(socket::send, buffer, offset, length);
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return socket.remoteAddress();
    }

    @Override
    public void close() {
        socket.close();
    }

    private final class Receiver implements StreamReceiver {
        private final LinkEvents events;
        private final StreamFrames frames;

        Receiver(LinkEvents events) {
            this.events = events;
            this.frames = new StreamFrames(events::onMessage);
        }

        @Override
        public void onConnected() {
            events.onLinkUp();
        }

        @Override
        public void onBytes(byte[] buffer, int offset, int length) {
            if (!frames.receive(buffer, offset, length)) {
                close();
                events.onLinkDown(RelayFailure.UNREACHABLE);
            }
        }

        @Override
        public void onClosed() {
            events.onLinkDown(RelayFailure.UNREACHABLE);
        }
    }
}
