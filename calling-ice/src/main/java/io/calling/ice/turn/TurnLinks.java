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
            LinkEvents events)
            throws IOException {
        TurnUri uri = server.uri();
        return switch (uri.transport()) {
            case UDP -> {
                UdpLink link = new UdpLink(network, relay, route, events::onMessage);
                network.execute(events::onLinkUp);
                yield link;
            }
            case TCP -> new TcpLink(network, relay, route, events);
            case TLS ->
                    new TlsLink(
                            network,
                            relay,
                            route,
                            () -> server.trust().newEngine(uri.host(), uri.port()),
                            events);
        };
    }
}
