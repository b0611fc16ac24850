package io.calling.ice;

import static io.calling.ice.IceParty.await;
import static io.calling.ice.IceParty.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.calling.ice.exposure.Audience;
import io.calling.ice.exposure.ExposureReport;
import io.calling.ice.exposure.Subject;
import io.calling.ice.net.IpLiteral;
import io.calling.ice.net.Network;
import io.calling.ice.net.NioNetwork;
import io.calling.ice.net.Route;
import io.calling.ice.turn.AddressFamily;
import io.calling.ice.turn.RelayFailure;
import io.calling.ice.turn.RelayProvider;
import io.calling.ice.turn.RelayServer;
import io.calling.ice.turn.TurnUri;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With privacy on there are relays, or there is no call. */
class RelayOnlyTest {
    private final FakeRelays relays = new FakeRelays();
    private NioNetwork nio;
    private Network network;
    private IceParty party;

    @BeforeEach
    void open() throws IOException {
        nio = NioNetwork.open();
        network = mock(Network.class, delegatesTo(nio));
    }

    @AfterEach
    void close() {
        if (party != null) {
            party.close();
        }
        awaitUntil(() -> relays.open() == 0);
        nio.close();
    }

    @Test
    void L06_relayOnlyWithoutAProviderIsRefusedAtBuild() {
        assertThatThrownBy(() -> IceConfig.builder(network).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("relays");
    }

    @Test
    void L06_noRelayEndsWithItsReasonAndOpensNothing() throws IOException {
        party = gathering(RelayProvider.of());

        assertThat(await(party.failed)).isEqualTo(IceFailure.NO_RELAY_CONFIGURED);
        assertThat(party.candidates).isEmpty();
        verify(network, never()).bindDatagram(any(), any());
        verify(network, never()).connectDatagram(any(), any(), any());
    }

    @Test
    void L06_relayThatRefusesTheCredentialsEndsWithItsReason() {
        relays.refusal = RelayFailure.UNAUTHORIZED;
        party = gathering(RelayProvider.of(FakeRelays.SERVER));

        assertThat(await(party.failed)).isEqualTo(IceFailure.RELAY_UNAUTHORIZED);
        assertThat(party.candidates).isEmpty();
        closedByItself(1);
    }

    @Test
    void L36_aRelayThatRefusesHasLearntOurAddressAllTheSame() {
        relays.refusal = RelayFailure.UNAUTHORIZED;
        party = gathering(RelayProvider.of(FakeRelays.SERVER));
        await(party.failed);

        ExposureReport report = party.transport.ledger().report();
        assertThat(report.to(Audience.RELAY))
                .extracting(e -> e.subject().words() + ", " + e.value())
                .containsExactly("your public address, as 192.0.2.1:3478 sees it");
        assertThat(report.to(Audience.LOCAL_NETWORK))
                .extracting(e -> e.subject() + " " + e.value())
                .containsExactly("RELAY_SERVER 192.0.2.1:3478");
        assertThat(report.locatesYouFor(Audience.PEER)).isFalse();
    }

    @Test
    void L06_relayThatIsSilentEndsAtTheDeadline() {
        relays.silent = true;
        party = new IceParty(network, relays, b -> b.gatherDeadline(Duration.ofMillis(50)));
        party.transport.gather();

        assertThat(await(party.failed)).isEqualTo(IceFailure.RELAY_UNREACHABLE);
    }

    @Test
    void L06_providerThatFailsEndsTheTransport() {
        party = gathering(() -> CompletableFuture.failedFuture(new IOException("no")));

        assertThat(await(party.failed)).isEqualTo(IceFailure.RELAY_UNREACHABLE);
    }

    @Test
    void L06_providerThatThrowsEndsTheTransport() {
        party =
                gathering(
                        () -> {
                            throw new IllegalStateException("no");
                        });

        assertThat(await(party.failed)).isEqualTo(IceFailure.RELAY_UNREACHABLE);
    }

    @Test
    void L10_foundationAndPriorityAreTheSameInEveryCall() {
        party = new IceParty(network, relays).gather();
        try (IceParty other = new IceParty(network, relays)) {
            other.gather();

            assertThat(party.candidates.get(0).foundation()).isEqualTo("1");
            assertThat(other.candidates.get(0).foundation()).isEqualTo("1");
            assertThat(other.candidates.get(0).priority())
                    .isEqualTo(party.candidates.get(0).priority());
        }
    }

    @Test
    void L22_socketToAnywhereButTheRelayIsRefusedAndEndsTheCall() throws IOException {
        InetSocketAddress elsewhere = new InetSocketAddress(IpLiteral.parse("192.0.2.99"), 5000);
        party =
                new IceParty(
                        network,
                        (guarded, server, route, listener) -> {
                            assertThatThrownBy(
                                            () ->
                                                    guarded.connectDatagram(
                                                            elsewhere,
                                                            Route.system(),
                                                            (b, o, l) -> {}))
                                    .isInstanceOf(IOException.class);
                            return relays.allocate(guarded, server, route, listener);
                        });
        party.transport.gather();

        assertThat(await(party.failed)).isEqualTo(IceFailure.PRIVACY_VIOLATION_PREVENTED);
        assertThat(party.transport.statistics().egressRefused()).isEqualTo(1);
        verify(network, never()).connectDatagram(any(), any(), any());
    }

    @Test
    void L22_boundSocketAndForeignNameAreRefused() throws IOException {
        party =
                new IceParty(
                        network,
                        (guarded, server, route, listener) -> {
                            assertThatThrownBy(
                                            () ->
                                                    guarded.bindDatagram(
                                                            new InetSocketAddress(0),
                                                            (f, b, o, l) -> {}))
                                    .isInstanceOf(IOException.class);
                            assertThat(guarded.resolve("peer.example").toCompletableFuture())
                                    .isCompletedExceptionally();
                            return relays.allocate(guarded, server, route, listener);
                        });
        party.transport.gather();

        assertThat(await(party.failed)).isEqualTo(IceFailure.PRIVACY_VIOLATION_PREVENTED);
        assertThat(party.transport.statistics().egressRefused()).isEqualTo(2);
        verify(network, never()).bindDatagram(any(), any());
        verify(network, never()).resolve(any());
    }

    @Test
    void L22_namesOfTheApplicationsRelaysAreLookedUpAndReached() {
        List<InetAddress> found = List.of(IpLiteral.parse("127.0.0.1"));
        Network names = mock(Network.class, delegatesTo(nio));
        org.mockito.Mockito.doReturn(CompletableFuture.completedFuture(found))
                .when(names)
                .resolve("relay.example");
        CompletableFuture<Boolean> reached = new CompletableFuture<>();
        party =
                new IceParty(
                        names,
                        (guarded, server, route, listener) -> {
                            guarded.resolve("relay.example")
                                    .thenAccept(
                                            addresses ->
                                                    reached.complete(connects(guarded, addresses)));
                            return relays.allocate(guarded, FakeRelays.SERVER, route, listener);
                        },
                        b ->
                                b.relays(
                                        RelayProvider.of(
                                                RelayServer.of("turn:relay.example", "u", "p"))));
        party.transport.gather();

        assertThat(await(reached)).isTrue();
        assertThat(party.transport.statistics().egressRefused()).isZero();
        assertThat(party.transport.ledger().report().to(Audience.RESOLVER))
                .anyMatch(e -> e.subject() == Subject.RELAY_NAME);
    }

    private static boolean connects(Network guarded, List<InetAddress> addresses) {
        try {
            guarded.connectDatagram(
                            new InetSocketAddress(addresses.get(0), 9),
                            Route.system(),
                            (b, o, l) -> {})
                    .close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void L29_relayBehindOurOwnPublicAddressIsRefusedWithItsReason() {
        relays.mapped = IpLiteral.parse(FakeRelays.SERVER.uri().host());
        party = gathering(RelayProvider.of(FakeRelays.SERVER));

        assertThat(await(party.failed)).isEqualTo(IceFailure.RELAY_EXPOSES_YOU);
        assertThat(party.candidates).isEmpty();
    }

    @Test
    void L29_relayOnThisHostIsRefusedWithItsReason() {
        Network here = mock(Network.class, delegatesTo(nio));
        org.mockito.Mockito.doReturn(List.of(IpLiteral.parse("192.0.2.1")))
                .when(here)
                .localAddresses();
        party = new IceParty(here, relays);
        party.transport.gather();

        assertThat(await(party.failed)).isEqualTo(IceFailure.RELAY_EXPOSES_YOU);
    }

    @Test
    void L29_loopbackIsNoExposure() {
        relays.mapped = IpLiteral.parse("127.0.0.1");
        party = gathering(RelayProvider.of(RelayServer.of("turn:127.0.0.1", "u", "p")));

        await(party.gathered);
        assertThat(party.candidates).hasSize(1);
    }

    @Test
    void L30_aPinnedRegionHoldsWhenTheNetworkChanges() {
        party =
                gathering(
                        RelayProvider.of(
                                        RelayServer.of("turn:192.0.2.1", "u", "p").inRegion("far"),
                                        RelayServer.of("turn:203.0.113.2", "u", "p")
                                                .inRegion("near"))
                                .inRegion("far"));
        await(party.gathered);
        party.transport.networkChanged();
        awaitUntil(() -> party.candidates.size() == 2);

        assertThat(relays.opened).hasValue(2);
        assertThat(party.candidates)
                .allMatch(c -> c.address().getAddress().equals(IpLiteral.parse("192.0.2.1")));
    }

    @Test
    void L34_aRelayWithoutTlsIsNotAskedWhereTlsWorks() {
        party =
                gathering(
                        RelayProvider.of(
                                RelayServer.of("turn:192.0.2.1", "u", "p"),
                                RelayServer.of("turn:192.0.2.1?transport=tcp", "u", "p"),
                                RelayServer.of("turns:192.0.2.1", "u", "p")));
        await(party.gathered);

        assertThat(relays.asked).allMatch(TurnUri::isSecure);
        assertThat(party.candidates).hasSize(1);
    }

    @Test
    void L34_theRelayWithTlsIsTheOneThatIsPreferred() {
        party =
                gathering(
                        RelayProvider.of(
                                RelayServer.of("turn:192.0.2.1", "u", "p"),
                                RelayServer.of("turns:203.0.113.2", "u", "p")));
        await(party.gathered);

        assertThat(party.candidates)
                .extracting(c -> c.address().getAddress().getHostAddress())
                .containsExactly("203.0.113.2", "192.0.2.1");
        assertThat(party.candidates.get(0).priority())
                .isGreaterThan(party.candidates.get(1).priority());
    }

    @Test
    void whereTlsFailsTheOthersAreAskedAtOnce() {
        relays.refusal = RelayFailure.UNTRUSTED;
        party =
                gathering(
                        RelayProvider.of(
                                RelayServer.of("turn:192.0.2.1", "u", "p"),
                                RelayServer.of("turns:192.0.2.1", "u", "p")));

        await(party.failed);
        assertThat(relays.asked).extracting(TurnUri::isSecure).containsExactly(true, false);
    }

    @Test
    void L36_theReportNamesWhatEachAudienceLearnt() {
        party = new IceParty(network, relays).gather();
        IceParty bob = new IceParty(network, relays).gather();
        IceParty.connect(party, bob);
        await(party.connected);

        ExposureReport report = party.transport.ledger().report();

        assertThat(report.locatesYouFor(Audience.PEER)).isFalse();
        assertThat(report.locatesYouFor(Audience.SIGNALING)).isFalse();
        assertThat(report.locatesYouFor(Audience.RELAY)).isTrue();
        assertThat(report.to(Audience.PEER))
                .extracting(e -> e.subject() + " by " + e.by())
                .containsExactly(
                        "RELAYED_ADDRESS by candidate", "RELAYED_ADDRESS by connectivity check");
        assertThat(report.to(Audience.LOCAL_NETWORK))
                .extracting(e -> e.subject().name())
                .contains("RELAY_SERVER", "PEER_ADDRESS");
        assertThat(report.to(Audience.RESOLVER)).isEmpty();
        bob.close();
    }

    @Test
    void ofTwoRelaysOnOneHostOneIsKept() {
        party = gathering(RelayProvider.of(FakeRelays.SERVER, FakeRelays.SERVER));

        await(party.gathered);
        assertThat(party.candidates).hasSize(1);
        awaitUntil(() -> relays.open() == 1);
    }

    @Test
    void ofThreeHostsTwoAreKept() {
        party =
                gathering(
                        RelayProvider.of(
                                RelayServer.of("turn:192.0.2.1", "u", "p"),
                                RelayServer.of("turn:192.0.2.2", "u", "p"),
                                RelayServer.of("turn:192.0.2.3", "u", "p")));

        await(party.gathered);
        assertThat(party.candidates).hasSize(2);
        awaitUntil(() -> relays.open() == 2);
    }

    @Test
    void aRelayThatIsListedForBothFamiliesGivesBoth() {
        RelayServer relay = FakeRelays.SERVER;
        party =
                gathering(
                        RelayProvider.of(
                                relay.relaying(AddressFamily.IPV4),
                                relay.relaying(AddressFamily.IPV6),
                                relay.relaying(AddressFamily.IPV6)));

        await(party.gathered);
        assertThat(party.candidates).hasSize(2);
        awaitUntil(() -> relays.open() == 2);
    }

    @Test
    void L19_aPinnedInterfaceHoldsForEveryAllocationOfACall() {
        Route pinned = Route.from(IpLiteral.parse("192.0.2.200"));
        party = new IceParty(network, relays, builder -> builder.route(pinned)).gather();

        party.transport.networkChanged();
        awaitUntil(() -> relays.opened.get() == 2);

        assertThat(relays.routes).containsOnly(pinned);
    }

    @Test
    void theFilterOfTheApplicationReleasesWhatItRefuses() {
        party = new IceParty(network, relays, b -> b.filter(CandidateFilter.local(c -> false)));
        party.transport.gather();

        await(party.failed);
        assertThat(party.candidates).isEmpty();
    }

    @Test
    void withoutAPathTheDeadlineEndsIt() {
        party =
                new IceParty(network, relays, b -> b.connectDeadline(Duration.ofMillis(50)))
                        .gather();
        party.transport.connect(
                IceRole.CONTROLLING, new IceCredentials("peer", "peerpeerpeerpeerpeerpeer"));

        assertThat(await(party.failed)).isEqualTo(IceFailure.NO_PATH);
    }

    private IceParty gathering(RelayProvider provider) {
        IceParty gathering = new IceParty(network, relays, builder -> builder.relays(provider));
        gathering.transport.gather();
        return gathering;
    }

    private void closedByItself(int allocations) {
        assertThat(relays.opened).hasValue(allocations);
    }
}
