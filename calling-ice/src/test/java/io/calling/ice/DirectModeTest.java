package io.calling.ice;

import static io.calling.ice.IceParty.await;
import static io.calling.ice.IceParty.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.calling.ice.exposure.Audience;
import io.calling.ice.net.BoundDatagramSocket;
import io.calling.ice.net.ForwardingNetwork;
import io.calling.ice.net.IpLiteral;
import io.calling.ice.net.Network;
import io.calling.ice.net.NioNetwork;
import io.calling.ice.net.Route;
import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunClass;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunMethod;
import io.calling.ice.stun.StunWriter;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sockets of our own, on loopback: only where the policy says so, and with the same gate. */
class DirectModeTest {
    private static final InetAddress LOOPBACK = IpLiteral.parse("127.0.0.1");

    private final FakeRelays relays = new FakeRelays();
    private final List<IceParty> parties = new ArrayList<>();
    private NioNetwork nio;
    private Network network;

    /** What the host has; no stub, since the loop uses the network while a test changes it. */
    private volatile List<InetAddress> addresses = List.of();

    private final class Addressed extends ForwardingNetwork {
        Addressed(Network network) {
            super(network);
        }

        @Override
        public List<InetAddress> localAddresses() {
            return addresses;
        }
    }

    @BeforeEach
    void open() throws IOException {
        nio = NioNetwork.open();
        addresses = List.of(LOOPBACK);
        network = mock(Network.class, delegatesTo(new Addressed(nio)));
    }

    @AfterEach
    void close() {
        parties.forEach(IceParty::close);
        awaitUntil(() -> relays.open() == 0 && nio.openSockets() == 0);
        nio.close();
    }

    @Test
    void twoDirectPartiesNeedNoRelay() {
        IceParty alice = party(b -> b.policy(TransportPolicy.ALL));
        IceParty bob = party(b -> b.policy(TransportPolicy.ALL));
        connect(alice, bob);

        awaitUntil(() -> isDirect(alice) && isDirect(bob));
        alice.send("hello");

        assertThat(bob.receive()).isEqualTo("hello");
        assertThat(alice.transport.ledger().report().locatesYouFor(Audience.PEER)).isTrue();
    }

    @Test
    void withoutARelayTheDirectPathCarriesTheCall() {
        UnaryOperator<IceConfig.Builder> direct =
                b -> IceConfig.builder(network).policy(TransportPolicy.ALL);
        IceParty alice = party(direct);
        IceParty bob = party(direct);
        connect(alice, bob);

        assertThat(await(alice.connected).local().type()).isEqualTo(CandidateType.HOST);
        await(bob.connected);
        assertThat(relays.opened).hasValue(0);
    }

    @Test
    void L11_strangersCheckOnADirectSocketIsDroppedInSilence() throws IOException {
        IceParty alice = party(b -> b.policy(TransportPolicy.ALL));
        IceParty bob = party(b -> b.policy(TransportPolicy.ALL));
        connect(alice, bob);
        awaitUntil(() -> isDirect(alice));
        InetSocketAddress open = alice.transport.selectedPair().orElseThrow().local().address();
        StunWriter check =
                new StunWriter(256)
                        .begin(StunClass.REQUEST, StunMethod.BINDING, ForgedPeer.newId())
                        .fingerprint();
        long rejected = alice.transport.statistics().checksRejected();

        try (DatagramSocket stranger = new DatagramSocket(0, LOOPBACK)) {
            byte[] bytes = check.toByteArray();
            stranger.send(new DatagramPacket(bytes, bytes.length, open));
            byte[] noise = "RTP?".getBytes(StandardCharsets.UTF_8);
            stranger.send(new DatagramPacket(noise, noise.length, open));
            awaitUntil(() -> alice.transport.statistics().checksRejected() > rejected);
            awaitUntil(() -> alice.transport.statistics().foreignDropped() > 0);

            stranger.setSoTimeout(50);
            assertThatThrownBy(() -> stranger.receive(new DatagramPacket(new byte[99], 99)))
                    .isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(alice.received).isEmpty();
    }

    @Test
    void aConfiguredStunServerGivesAReflexiveCandidate() throws IOException {
        InetSocketAddress mapped = new InetSocketAddress(IpLiteral.parse("9.9.9.9"), 50123);
        try (BoundDatagramSocket server = stunServer(mapped)) {
            StunUri uri = new StunUri("127.0.0.1", server.localAddress().getPort());
            IceParty alice = party(b -> b.policy(TransportPolicy.ALL).stunServers(uri));
            alice.gather();

            assertThat(alice.candidates)
                    .anyMatch(
                            c ->
                                    c.type() == CandidateType.SERVER_REFLEXIVE
                                            && c.address().equals(mapped));
            assertThat(alice.candidates)
                    .allMatch(
                            c ->
                                    !c.toLine().contains("raddr 127")
                                            && !c.toLine().contains("rport 5"));
            assertThat(alice.transport.ledger().report().locatesYouFor(Audience.STUN_SERVER))
                    .isTrue();
        }
    }

    @Test
    void L19_aPinnedInterfaceIsTheOnlyOneThatIsOffered() {
        InetAddress pinned = IpLiteral.parse("127.0.0.7");
        IceParty alice =
                party(b -> b.policy(TransportPolicy.ALL).route(Route.from(pinned))).gather();

        assertThat(alice.candidates)
                .filteredOn(candidate -> candidate.type() == CandidateType.HOST)
                .extracting(candidate -> candidate.address().getAddress())
                .containsExactly(pinned);
    }

    @Test
    void loopbackIsOfferedWhereNothingElseIsThereOrTheApplicationWantsIt() {
        InetAddress other = IpLiteral.parse("192.0.2.200");
        addresses = List.of(LOOPBACK, other);

        assertThat(hosts(Route.system())).doesNotContain(LOOPBACK);
        assertThat(hosts(Route.systemAndLoopback())).contains(LOOPBACK);
    }

    private List<InetAddress> hosts(Route route) {
        return party(b -> b.policy(TransportPolicy.ALL).route(route)).gather().candidates.stream()
                .filter(candidate -> candidate.type() == CandidateType.HOST)
                .map(candidate -> candidate.address().getAddress())
                .toList();
    }

    @Test
    void twoDirectPartiesTalkByIpv6() {
        addresses = List.of(IpLiteral.parse("::1"));
        IceParty alice = party(b -> IceConfig.builder(network).policy(TransportPolicy.ALL));
        IceParty bob = party(b -> IceConfig.builder(network).policy(TransportPolicy.ALL));
        connect(alice, bob);

        assertThat(await(alice.connected).local().address().getAddress())
                .isInstanceOf(Inet6Address.class);
        await(bob.connected);
        alice.send("hello");
        assertThat(bob.receive()).isEqualTo("hello");
    }

    @Test
    void L07_relayOnlyOpensNoSocketWhateverThePeerDoes() throws IOException {
        IceParty alice = party(b -> b);
        IceParty bob = party(b -> b.policy(TransportPolicy.ALL));
        connect(alice, bob);
        await(alice.connected);
        alice.transport.restart();
        alice.transport.networkChanged();
        settle();

        verify(network, times(1)).bindDatagram(any(), any()); // Bob's
        assertThat(alice.candidates).allMatch(c -> c.type() == CandidateType.RELAYED);
        assertThatThrownBy(() -> alice.transport.permitDirect())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tightens");
    }

    @Test
    void relayedFirstThenDirectWithoutAGap() {
        IceParty alice = party(b -> b.policy(TransportPolicy.RELAY_FIRST));
        IceParty bob = party(b -> b.policy(TransportPolicy.RELAY_FIRST));
        connect(alice, bob);
        awaitUntil(() -> alice.isSettled() && bob.isSettled());
        assertThat(isDirect(alice)).isFalse();
        alice.trickleTo(bob);
        bob.trickleTo(alice);

        alice.transport.permitDirect();
        bob.transport.permitDirect();

        // two thousand a second: far more than the round trip in which Bob's own check is answered
        // may hold up, and never more on their way than a relay's socket has room for
        int[] sent = {0};
        awaitUntil(
                () -> {
                    if (sent[0] - bob.received.size() < EarlyDatagrams.MAXIMUM / 2) {
                        alice.send(Integer.toString(sent[0]++));
                    }
                    return isDirect(alice) && isDirect(bob);
                });
        awaitUntil(() -> bob.received.size() == sent[0]);
    }

    @Test
    void tighteningClosesTheSocketsBeforeItReturns() {
        IceParty alice = party(b -> b.policy(TransportPolicy.RELAY_FIRST));
        IceParty bob = party(b -> b.policy(TransportPolicy.RELAY_FIRST));
        upgrade(alice, bob);
        int open = nio.openSockets();

        alice.transport.relayOnly();

        assertThat(isDirect(alice)).isFalse();
        awaitUntil(() -> nio.openSockets() < open);
        awaitUntil(() -> alice.transport.selectedPair().isPresent());
        assertThat(isDirect(alice)).isFalse();
        assertThatThrownBy(() -> alice.transport.permitDirect())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void afterTighteningBothSidesTalkThroughTheRelay() {
        IceParty alice = party(b -> b.policy(TransportPolicy.RELAY_FIRST));
        IceParty bob = party(b -> b.policy(TransportPolicy.RELAY_FIRST));
        upgrade(alice, bob);

        alice.transport.relayOnly();

        awaitUntil(
                () -> {
                    alice.send("via relay");
                    bob.send("me too");
                    return alice.received.contains("me too") && bob.received.contains("via relay");
                });
        assertThat(isDirect(alice)).isFalse();
        assertThat(isDirect(bob)).isFalse();
        assertThat(alice.failed).isNotDone();
    }

    @Test
    void anAddressThatIsGoneClosesItsSocketAndTheCallGoesOnRelayed() {
        IceParty alice = party(b -> b.policy(TransportPolicy.RELAY_FIRST));
        IceParty bob = party(b -> b.policy(TransportPolicy.RELAY_FIRST));
        upgrade(alice, bob);

        addresses = List.of();
        alice.transport.networkChanged();

        awaitUntil(() -> !isDirect(alice));
        awaitUntil(
                () -> {
                    alice.send("still here");
                    bob.send("me too");
                    return alice.received.contains("me too") && bob.received.contains("still here");
                });
        assertThat(isDirect(alice)).isFalse();
    }

    private void upgrade(IceParty alice, IceParty bob) {
        connect(alice, bob);
        awaitUntil(() -> alice.isSettled() && bob.isSettled());
        alice.trickleTo(bob);
        bob.trickleTo(alice);
        alice.transport.permitDirect();
        bob.transport.permitDirect();
        awaitUntil(() -> isDirect(alice) && isDirect(bob));
    }

    private IceParty party(UnaryOperator<IceConfig.Builder> configuration) {
        IceParty party = new IceParty(network, relays, configuration);
        parties.add(party);
        return party;
    }

    private static void connect(IceParty controlling, IceParty controlled) {
        IceParty.connect(controlling.gather(), controlled.gather());
    }

    private static boolean isDirect(IceParty party) {
        return party.transport
                .selectedPair()
                .filter(pair -> pair.local().type() == CandidateType.HOST)
                .isPresent();
    }

    private BoundDatagramSocket stunServer(InetSocketAddress mapped) throws IOException {
        BoundDatagramSocket[] server = new BoundDatagramSocket[1];
        server[0] =
                nio.bindDatagram(
                        new InetSocketAddress(LOOPBACK, 0),
                        (from, buffer, offset, length) -> {
                            StunMessage request = new StunMessage();
                            request.wrap(buffer, offset, length);
                            byte[] answer =
                                    new StunWriter(128)
                                            .begin(
                                                    StunClass.SUCCESS,
                                                    StunMethod.BINDING,
                                                    request.transactionId())
                                            .xorAddress(StunAttribute.XOR_MAPPED_ADDRESS, mapped)
                                            .toByteArray();
                            server[0].send(from, answer, 0, answer.length);
                        });
        return server[0];
    }

    private void settle() {
        java.util.concurrent.CompletableFuture<Void> done =
                new java.util.concurrent.CompletableFuture<>();
        network.execute(() -> done.complete(null));
        await(done);
    }
}
