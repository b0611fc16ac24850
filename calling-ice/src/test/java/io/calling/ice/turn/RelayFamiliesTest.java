package io.calling.ice.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.net.BoundDatagramSocket;
import io.calling.ice.net.ForwardingNetwork;
import io.calling.ice.net.IpLiteral;
import io.calling.ice.net.Route;
import io.calling.ice.testing.Await;
import io.calling.ice.testing.Coturn;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Relays with IPv6, and relays with several addresses, not all of which answer. What that costs is
 * measured in the test kit's {@code RelayAddressesTest}, where time stands still meanwhile.
 */
class RelayFamiliesTest {
    private final RelayFixture fixture = new RelayFixture();
    private final Recorder recorder = new Recorder();

    @AfterEach
    void close() {
        fixture.close();
    }

    private void resolveTo(String... literals) {
        List<InetAddress> addresses = Stream.of(literals).map(IpLiteral::parse).toList();
        fixture.wrap(
                network ->
                        new ForwardingNetwork(network) {
                            @Override
                            public CompletionStage<List<InetAddress>> resolve(String host) {
                                assertThat(host).isEqualTo("relay.test");
                                return CompletableFuture.completedFuture(addresses);
                            }
                        });
    }

    private static RelayServer at(InetSocketAddress address) {
        return RelayFixture.server("turn:relay.test:" + address.getPort());
    }

    @Test
    void anIpv6RelayIsReachedAndAllocatesIpv6() {
        try (Coturn coturn = Coturn.start("--listening-ip=::1", "--relay-ip=::1")) {
            Recorder bobHears = new Recorder();
            RelayServer ipv6 = RelayFixture.server("turn:[::1]:" + coturn.address().getPort());
            RelayServer ipv4 = RelayFixture.server(coturn.uri());
            RelayAllocation alice = fixture.allocated(ipv6, AddressFamily.IPV6, recorder);
            RelayAllocation bob = fixture.allocated(ipv4, AddressFamily.IPV6, bobHears);
            assertThat(alice.relayedAddress().getAddress()).isInstanceOf(Inet6Address.class);
            assertThat(alice.serverAddress().getAddress()).isInstanceOf(Inet6Address.class);
            RelayFixture.talk(alice, recorder, bob, bobHears);
            fixture.closeAllocations();
        }
    }

    @Test
    void aRelayWithoutIpv6SaysSo() {
        try (Coturn coturn = Coturn.start()) {
            Recorder refused = new Recorder();
            fixture.allocate(RelayFixture.server(coturn.uri()), AddressFamily.IPV6, refused);
            Await.until("refused", refused::isOver);
            assertThat(refused.events).containsExactly("UNSUPPORTED");
        }
    }

    @Test
    void aSilentAddressIsPassedOver() throws IOException {
        try (Coturn coturn = Coturn.start();
                BoundDatagramSocket silent =
                        fixture.network()
                                .bindDatagram(
                                        FakeRelay.address("127.0.0.2", coturn.address().getPort()),
                                        (from, buffer, offset, length) -> {})) {
            resolveTo("127.0.0.2", "127.0.0.1");
            RelayAllocation allocation = fixture.allocated(at(coturn.address()), recorder);
            assertThat(allocation.serverAddress().getAddress().getHostAddress())
                    .isEqualTo("127.0.0.1");
            silent.close();
            fixture.closeAllocations();
        }
    }

    @Test
    void anAddressWithoutARouteCostsNothing() {
        try (Coturn coturn = Coturn.start()) {
            resolveTo("2001:db8::1", "127.0.0.1");
            fixture.allocated(at(coturn.address()), recorder);
            fixture.closeAllocations();
        }
    }

    @Test
    void aNameWithoutAddressIsUnreachableAtOnce() {
        fixture.wrap(
                network ->
                        new ForwardingNetwork(network) {
                            @Override
                            public CompletionStage<List<InetAddress>> resolve(String host) {
                                return CompletableFuture.failedFuture(new IOException("unknown"));
                            }
                        });
        assertThat(fixture.failure(RelayFixture.server("turn:relay.test")))
                .isEqualTo(RelayFailure.UNREACHABLE);
    }

    @Test
    void L18_aRedirectWithinTheRelaysOwnAddressesIsFollowed() {
        try (Coturn second = Coturn.start();
                Coturn first =
                        Coturn.start(
                                "--alternate-server=127.0.0.1:" + second.address().getPort())) {
            RelayAllocation allocation =
                    fixture.allocated(RelayFixture.server(first.uri()), recorder);
            assertThat(allocation.serverAddress()).isEqualTo(second.address());
            fixture.closeAllocations();
        }
    }

    @Test
    void theFamiliesAreTriedInTurn() {
        List<InetAddress> resolved =
                Stream.of("2001:db8::1", "2001:db8::2", "192.0.2.1", "192.0.2.2")
                        .map(IpLiteral::parse)
                        .toList();
        assertThat(DialOrder.of(resolved, Route.system()))
                .extracting(InetAddress::getHostAddress)
                .containsExactly(
                        "2001:db8:0:0:0:0:0:1", "192.0.2.1", "2001:db8:0:0:0:0:0:2", "192.0.2.2");
    }

    @Test
    void L19_aPinnedRouteTriesItsOwnFamilyOnly() {
        List<InetAddress> resolved =
                Stream.of("2001:db8::1", "192.0.2.1").map(IpLiteral::parse).toList();
        assertThat(DialOrder.of(resolved, Route.from(IpLiteral.parse("192.0.2.9"))))
                .containsExactly(IpLiteral.parse("192.0.2.1"));
        assertThat(DialOrder.of(List.of(), Route.system())).isEmpty();
    }
}
