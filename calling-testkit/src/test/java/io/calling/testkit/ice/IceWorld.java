package io.calling.testkit.ice;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.turn.RelayProvider;
import io.calling.ice.turn.RelayServer;
import io.calling.testkit.net.LinkConditions;
import io.calling.testkit.net.LoggedPacket;
import io.calling.testkit.net.TestClock;
import io.calling.testkit.net.VirtualHost;
import io.calling.testkit.net.VirtualNetwork;
import io.calling.testkit.relay.EmbeddedRelay;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** Alice, Bob and relays on a virtual network whose time the test moves. */
final class IceWorld implements AutoCloseable {
    static final String ALICE = "alice";
    static final String BOB = "bob";
    private static final String USER = "user";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final VirtualNetwork network = VirtualNetwork.on(new TestClock(), 3);
    final VirtualHost aliceHost = host(ALICE, "192.0.2.17");
    final VirtualHost bobHost = host(BOB, "198.51.100.34");
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final List<EmbeddedRelay> relays = new ArrayList<>();

    private VirtualHost host(String name, String... addresses) {
        VirtualHost host = network.host(name, addresses);
        host.link().conditions(LinkConditions.delayed(Duration.ofMillis(20)));
        return host;
    }

    /** A relay on a host of its own, so many milliseconds away. */
    EmbeddedRelay relay(int millis, UnaryOperator<EmbeddedRelay.Builder> options)
            throws IOException {
        return relay("203.0.113." + (relays.size() + 1), millis, options);
    }

    EmbeddedRelay relay(String address, int millis, UnaryOperator<EmbeddedRelay.Builder> options)
            throws IOException {
        VirtualHost host = network.host("relay-" + relays.size(), address);
        host.link().conditions(LinkConditions.delayed(Duration.ofMillis(millis)));
        EmbeddedRelay relay =
                options.apply(
                                EmbeddedRelay.builder()
                                        .network(host.network())
                                        .listen(new InetSocketAddress(host.address(), 3478))
                                        .user(USER, "secret"))
                        .start();
        relays.add(relay);
        opened.push(relay);
        return relay;
    }

    EmbeddedRelay relay() throws IOException {
        return relay(5, builder -> builder);
    }

    static RelayServer at(EmbeddedRelay relay) {
        return relay.server(USER);
    }

    /** All relays there are. */
    RelayProvider everyRelay() {
        return RelayProvider.of(relays.stream().map(IceWorld::at).toArray(RelayServer[]::new));
    }

    /** The relay that gave an end the address which it uses. */
    EmbeddedRelay inUse(IceEnd end) {
        InetSocketAddress local = end.transport.selectedPair().orElseThrow().local().address();
        return relays.stream()
                .filter(relay -> relay.address().getAddress().equals(local.getAddress()))
                .findFirst()
                .orElseThrow();
    }

    IceEnd alice() {
        return opened(new IceEnd(aliceHost, everyRelay()));
    }

    IceEnd bob() {
        return opened(new IceEnd(bobHost, everyRelay()));
    }

    <T extends AutoCloseable> T opened(T closeable) {
        opened.push(closeable);
        return closeable;
    }

    /** Both ends gather, connect, and talk. */
    void call(IceEnd alice, IceEnd bob) {
        IceEnd.connect(alice, bob);
        await("both to be connected and heard", () -> alice.heard() > 0 && bob.heard() > 0);
        pass(Duration.ofSeconds(5)); // until every pair is proved
        alice.listen();
        bob.listen();
    }

    void await(String what, BooleanSupplier condition) {
        assertThat(network.await(PATIENCE, condition)).as(what).isTrue();
    }

    void pass(Duration duration) {
        network.pass(duration);
    }

    Duration elapsed() {
        return Duration.ofNanos(aliceHost.network().nanoTime());
    }

    /** The requests of STUN and TURN that a host has sent to anybody since a packet's number. */
    List<LoggedPacket> requestsOf(String host, Duration since) {
        return network.log().packets().stream()
                .filter(packet -> packet.place().equals(host) && packet.at().compareTo(since) >= 0)
                .filter(packet -> packet.direction() == LoggedPacket.Direction.UP)
                .filter(packet -> packet.payload().length() >= 20)
                .filter(packet -> (packet.payload().at(0) & 0xC1) == 0)
                .filter(packet -> (packet.payload().at(1) & 0x10) == 0)
                .toList();
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
        pass(Duration.ofSeconds(4));
        network.close();
    }
}
