package io.calling.ice;

import static io.calling.ice.IceParty.await;
import static io.calling.ice.IceParty.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.calling.ice.CandidateFilter.Side;
import io.calling.ice.net.IpLiteral;
import io.calling.ice.net.Network;
import io.calling.ice.net.NioNetwork;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Candidates that a hostile peer signals, and where our datagrams do not go for them. */
class HostileOfferTest {
    private final FakeRelays relays = new FakeRelays();
    private NioNetwork nio;
    private Network network;
    private IceParty victim;
    private ForgedPeer peer;

    @BeforeEach
    void open() throws IOException {
        nio = NioNetwork.open();
        network = mock(Network.class, delegatesTo(nio));
        victim = new IceParty(network, relays).gather();
        peer = new ForgedPeer(relays, victim);
    }

    @AfterEach
    void close() {
        victim.close();
        awaitUntil(() -> relays.open() == 0);
        nio.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "victim-is-home.tracker.example",
                "localhost",
                "LOCALHOST.",
                "127.0.0.1.tracker.example",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0177.0.0.1",
                "192.0.2.9.",
                "[::1]",
                "::1%lo",
                "fe80::1%eth0",
                "::ffff:192.0.2.9",
                "\uff11\uff19\uff12.0.2.9"
            })
    void L03_whatIsNoCanonicalAddressIsNeverResolved(String name) {
        offerLine("candidate:1 1 udp 1 " + name + " 50000 typ host");

        assertThat(victim.transport.statistics().candidatesRefused()).isEqualTo(1);
        verify(network, never()).resolve(any());
        assertNothingSentBut();
    }

    @Test
    void L03_namesInPlacesThatMeanNothingAreNotRead() {
        peer.offer(IceRole.CONTROLLING);
        offerLine(
                "candidate:1 1 udp 1 192.0.2.66 50668 typ srflx raddr tracker.example rport 9"
                        + " ufrag tracker.example network-id tracker.example");

        awaitUntil(() -> !relays.to(address("192.0.2.66", 50668)).isEmpty());
        verify(network, never()).resolve(any());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0f9c5e8a-4f3b.local", "VICTIM.LOCAL", "victim.local."})
    void L04_mdnsCandidateIsNeverAskedFor(String name) throws IOException {
        offerLine("candidate:1 1 udp 1 " + name + " 50000 typ host");

        assertThat(victim.transport.statistics().candidatesRefused()).isEqualTo(1);
        verify(network, never()).resolve(any());
        verify(network, never()).bindDatagram(any(), any());
        assertNothingSentBut();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.0.0.138",
                "172.16.9.9",
                "192.168.1.1",
                "100.64.1.1",
                "169.254.169.254",
                "100.100.100.200",
                "168.63.129.16",
                "0.0.0.0",
                "224.0.0.251",
                "255.255.255.255",
                "240.0.0.1",
                "::1",
                "fe80::1",
                "fd00:ec2::254",
                "ff02::fb",
                "64:ff9b::a00:1",
                "2002:a00:1::1",
                "::"
            })
    void L16_specialAddressesAreNeitherPermittedNorChecked(String special) {
        offerLine("candidate:1 1 udp 1 " + special + " 50000 typ host");

        assertNothingSentBut();
        if (special.indexOf(':') < 0) {
            assertThat(victim.transport.statistics().candidatesRefused()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.138", "127.0.0.1", "169.254.169.254", "100.64.1.1", "224.0.0.251"})
    void L16_anAuthenticCheckFromThereIsNeitherAnsweredNorReturned(String special) {
        peer.offer(IceRole.CONTROLLED);
        peer.awaitCheck();

        relays.smuggle(address(special, 50000), peer.target(), peer.nominatingCheck());

        awaitUntil(() -> victim.transport.statistics().checksRejected() == 1);
        assertNothingSentBut();
        assertThat(victim.connected).isNotDone();
    }

    @Test
    void L16_relayOnLoopbackReachesItsNeighboursButNobodyElse() {
        IceParty local =
                new IceParty(
                        network,
                        relays,
                        builder ->
                                builder.relays(
                                        io.calling.ice.turn.RelayProvider.of(
                                                io.calling.ice.turn.RelayServer.of(
                                                        "turn:127.0.0.1", "user", "password"))));
        local.gather();
        local.transport.addRemoteCandidateLines(
                List.of(
                        "candidate:1 1 udp 1 127.0.0.1 50999 typ relay",
                        "candidate:2 1 udp 1 10.0.0.1 50999 typ host"));
        local.transport.connect(IceRole.CONTROLLING, peer.credentials);

        InetSocketAddress neighbour = address("127.0.0.1", 50999);
        awaitUntil(() -> !relays.to(neighbour).isEmpty());
        assertThat(relays.to(address("10.0.0.1", 50999))).isEmpty();
        local.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 22, 53, 161, 443, 1023})
    void L35_privilegedPortsAreNotChecked(int port) {
        offerLine("candidate:1 1 udp 1 192.0.2.9 " + port + " typ host");

        assertThat(victim.transport.statistics().candidatesRefused()).isEqualTo(1);
        assertNothingSentBut();
    }

    @Test
    void L35_ofTenThousandCandidatesAHundredAreConsidered() {
        victim.transport.addRemoteCandidates(
                IntStream.range(0, 10_000)
                        .mapToObj(i -> ForgedPeer.candidate(address("192.0.2.9", 2_000 + i)))
                        .toList());
        victim.transport.connect(IceRole.CONTROLLING, peer.credentials);

        awaitUntil(() -> victim.transport.statistics().candidatesRefused() == 9_900);
        awaitUntil(() -> destinations() == RemoteAddressPolicy.MAXIMUM_CANDIDATES);
    }

    @Test
    void L35_checksArePaced() {
        long start = System.nanoTime();
        victim.transport.addRemoteCandidates(
                IntStream.range(0, 60)
                        .mapToObj(i -> ForgedPeer.candidate(address("192.0.2.9", 2_000 + i)))
                        .toList());
        victim.transport.connect(IceRole.CONTROLLING, peer.credentials);

        awaitUntil(() -> destinations() == 60);

        assertThat(System.nanoTime() - start).isGreaterThan(59 * 5_000_000L);
    }

    @Test
    void theFilterOfTheApplicationNarrows() {
        IceParty strict =
                new IceParty(
                        network,
                        relays,
                        builder -> builder.filter(CandidateFilter.relayedOnly(Side.REMOTE)));
        strict.gather();
        strict.transport.addRemoteCandidateLines(
                List.of("candidate:1 1 udp 1 192.0.2.9 50000 typ host"));
        strict.transport.connect(IceRole.CONTROLLING, peer.credentials);

        awaitUntil(() -> strict.transport.statistics().candidatesRefused() == 1);
        assertThat(relays.sent).isEmpty();
        strict.close();
    }

    @Test
    void aFilterThatThrowsRefuses() {
        IceParty strict =
                new IceParty(
                        network,
                        relays,
                        builder ->
                                builder.filter(
                                        CandidateFilter.remote(
                                                c -> {
                                                    throw new IllegalStateException();
                                                })));
        strict.gather();
        strict.transport.addRemoteCandidates(List.of(ForgedPeer.candidate(ForgedPeer.ADDRESS)));
        strict.transport.connect(IceRole.CONTROLLING, peer.credentials);

        awaitUntil(() -> strict.transport.statistics().candidatesRefused() == 1);
        strict.close();
    }

    @Test
    void L02_aHostCandidateOfThePeersIsReachedThroughTheRelayOnly() throws IOException {
        peer.offer(IceRole.CONTROLLED);
        peer.awaitCheck();

        verify(network, never()).bindDatagram(any(), any());
        verify(network, never()).connectDatagram(any(), any(), any());
    }

    private void offerLine(String line) {
        victim.transport.addRemoteCandidateLines(List.of(line));
        victim.transport.connect(IceRole.CONTROLLING, peer.credentials);
        settle();
    }

    /** A good candidate is checked at last: by then a bad one would have been. */
    private void assertNothingSentBut() {
        victim.transport.addRemoteCandidates(List.of(ForgedPeer.candidate(ForgedPeer.ADDRESS)));
        peer.awaitCheck();
        assertThat(relays.sent).allMatch(sent -> sent.to().equals(ForgedPeer.ADDRESS));
    }

    private long destinations() {
        return relays.sent.stream().map(FakeRelays.Sent::to).distinct().count();
    }

    private void settle() {
        java.util.concurrent.CompletableFuture<Void> done =
                new java.util.concurrent.CompletableFuture<>();
        network.execute(() -> done.complete(null));
        await(done);
    }

    private static InetSocketAddress address(String literal, int port) {
        return new InetSocketAddress(IpLiteral.parse(literal), port);
    }
}
