package io.calling.testkit.relay;

import io.calling.ice.net.BoundDatagramSocket;
import io.calling.testkit.net.TestClock;
import io.calling.testkit.net.VirtualHost;
import io.calling.testkit.net.VirtualNetwork;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A relay, a client and a peer on a virtual network under a test clock. */
final class RelayFixture implements AutoCloseable {
    final TestClock clock = new TestClock();
    final VirtualNetwork world = VirtualNetwork.on(clock, 1);
    final VirtualHost relayHost = world.host("relay", "203.0.113.9");
    final VirtualHost clientHost = world.host("client", "192.0.2.1");
    final VirtualHost peerHost = world.host("peer", "198.51.100.2");
    final EmbeddedRelay relay;
    final RawClient client;
    final List<String> atPeer = new ArrayList<>();
    final List<InetSocketAddress> sourcesAtPeer = new ArrayList<>();
    private final BoundDatagramSocket peer;

    RelayFixture() throws IOException {
        this(builder -> builder);
    }

    RelayFixture(UnaryOperator<EmbeddedRelay.Builder> options) throws IOException {
        var listen = new InetSocketAddress(relayHost.address(), 3478);
        relay =
                options.apply(
                                EmbeddedRelay.builder()
                                        .network(relayHost.network())
                                        .listen(listen)
                                        .user("alice", "secret")
                                        .user("bob", "other secret"))
                        .start();
        client = client();
        peer =
                peerHost.network()
                        .bindDatagram(new InetSocketAddress(peerHost.address(), 6000), this::keep);
    }

    private void keep(InetSocketAddress from, byte[] buffer, int offset, int length) {
        sourcesAtPeer.add(from);
        atPeer.add(new String(buffer, offset, length, StandardCharsets.US_ASCII));
    }

    RawClient client() throws IOException {
        return new RawClient(world, clientHost.network(), relay.address());
    }

    RawClient loggedIn() {
        return client.logIn("alice", "secret");
    }

    InetSocketAddress peer() {
        return peer.localAddress();
    }

    void peerSends(InetSocketAddress to, String text) {
        client.received.clear();
        peer.send(to, text.getBytes(StandardCharsets.US_ASCII), 0, text.length());
        clock.runDue();
    }

    @Override
    public void close() {
        relay.close();
        world.close();
    }
}
