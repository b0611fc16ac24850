package io.calling.ice.turn;

import io.calling.ice.net.Network;
import io.calling.ice.net.Route;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Opens the link that a relay's URI asks for. */
final class TurnLinks {
    private TurnLinks() {}

    static TurnLink open(
            Network network,
            RelayServer server,
            InetSocketAddress relay,
            Route route,
            RelaySession session)
            throws IOException {
        return switch (server.uri().transport()) {
            case UDP -> {
                UdpLink link = new UdpLink(network, relay, route, session::onMessage);
                network.execute(session::onLinkUp);
                yield link;
            }
            case TCP, TLS -> throw new IOException("not yet");
        };
    }
}
