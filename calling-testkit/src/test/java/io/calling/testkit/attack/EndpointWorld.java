package io.calling.testkit.attack;

import io.calling.WebRtcEndpoint;
import io.calling.WebRtcSession;
import io.calling.ice.net.Network;
import io.calling.ice.turn.RelayProvider;
import io.calling.media.MediaKind;
import io.calling.testkit.net.LoggedPacket;
import io.calling.testkit.net.VirtualHost;
import io.calling.testkit.net.VirtualNetwork;
import io.calling.testkit.relay.EmbeddedRelay;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A virtual network in real time with one relay, and WebRTC endpoints on its hosts. */
final class EndpointWorld implements AutoCloseable {
    static final String RELAY = "203.0.113.9";
    private static final Set<MediaKind> KINDS = Set.of(MediaKind.AUDIO, MediaKind.VIDEO);

    final VirtualNetwork network = VirtualNetwork.inRealTime(9);
    final EmbeddedRelay relay;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    EndpointWorld() throws IOException {
        Network relays = network.host("relay", RELAY).network();
        relay =
                EmbeddedRelay.builder()
                        .network(relays)
                        .listen(new InetSocketAddress(relays.localAddresses().get(0), 3478))
                        .user("user", "a password for tests")
                        .start();
    }

    /** An endpoint on a host of its own. */
    WebRtcEndpoint endpoint(String name, String... addresses) {
        return endpoint(network.host(name, addresses));
    }

    WebRtcEndpoint endpoint(VirtualHost host) {
        WebRtcEndpoint endpoint = builder(host).build();
        opened.push(endpoint);
        return endpoint;
    }

    /** What an endpoint on a host is made of; whoever builds it closes it. */
    WebRtcEndpoint.Builder builder(VirtualHost host) {
        return WebRtcEndpoint.builder()
                .network(host.network())
                .relays(RelayProvider.of(relay.server("user")));
    }

    static WebRtcSession offer(WebRtcEndpoint endpoint) {
        return endpoint.offer(KINDS, tracks -> {});
    }

    static WebRtcSession answer(WebRtcEndpoint endpoint, String offer) throws Exception {
        return endpoint.answer(offer, KINDS, tracks -> {});
    }

    /** What a session says of itself. */
    static String description(WebRtcSession session) throws Exception {
        return session.localDescription().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    /** What left a host. */
    Stream<LoggedPacket> sentBy(String host) {
        return network.log().packets().stream()
                .filter(packet -> packet.place().equals(host))
                .filter(packet -> packet.direction() == LoggedPacket.Direction.UP);
    }

    @Override
    public void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
        relay.close();
        network.close();
    }
}
