package io.calling.ice;

import static io.calling.ice.IceParty.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.net.IpLiteral;
import io.calling.ice.stun.StunClass;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What may be sent and let in before there is a pair, so that a call is set up sooner. */
class FirstMessageTest extends PlayedPeer {
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);
    private static final InetSocketAddress SAME_RELAY =
            new InetSocketAddress(IpLiteral.parse("192.0.2.1"), 50999);

    private List<byte[]> sentToPeer() {
        return relays.between(peer.target(), ForgedPeer.ADDRESS);
    }

    @Test
    void itFollowsThePeersFirstCheckThoughOursIsNotAnswered() {
        peer.offer(IceRole.CONTROLLED);
        peer.awaitCheck();
        peer.send(peer.goodCheck());
        awaitUntil(() -> victim.peerChecked.get() == 1);

        victim.send("hello");

        assertThat(sentToPeer()).contains(HELLO);
        assertThat(victim.transport.selectedPair()).isEmpty();
    }

    @Test
    void aFirstFlightGoesThatWayAndNoMore() {
        peer.offer(IceRole.CONTROLLED);
        peer.awaitCheck();
        peer.send(peer.goodCheck());
        awaitUntil(() -> victim.peerChecked.get() == 1);
        for (int i = 0; i < CheckedPath.MAXIMUM; i++) {
            assertThat(victim.send("hello")).isTrue();
        }

        assertThat(victim.send("hello")).isFalse();
        assertThat(sentToPeer().stream().filter(sent -> Arrays.equals(sent, HELLO)))
                .hasSize(CheckedPath.MAXIMUM);

        peer.answer();
        awaitUntil(() -> victim.connected.isDone());
        assertThat(victim.send("hello")).isTrue();
    }

    @Test
    void nothingGoesThatWayOnceItIsRestarted() {
        peer.offer(IceRole.CONTROLLED);
        peer.awaitCheck();
        byte[] check = peer.goodCheck();
        peer.send(check);
        awaitUntil(() -> victim.peerChecked.get() == 1);

        victim.transport.restart();
        assertThat(victim.send("hello")).isFalse();

        peer.send(check);
        awaitUntil(() -> peer.heard(StunClass.SUCCESS).size() == 2);
        assertThat(victim.send("hello")).isFalse();
        assertThat(victim.peerChecked).hasValue(1);
    }

    @Test
    void nothingGoesOnceItIsClosedWhateverTheLoopHearsStill() {
        peer.offer(IceRole.CONTROLLED);
        peer.awaitCheck();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        CompletableFuture<Boolean> sent = new CompletableFuture<>();
        network.execute(closed::join);
        peer.send(peer.goodCheck());
        network.execute(() -> sent.complete(victim.send("hello")));

        victim.close();
        closed.complete(null);

        assertThat(IceParty.await(sent)).isFalse();
        assertThat(victim.peerChecked).as("heard before the loop closes it").hasValue(1);
    }

    @Test
    void itIsToldOnce() {
        peer.offer(IceRole.CONTROLLED);
        peer.awaitCheck();
        peer.send(peer.goodCheck());
        peer.send(peer.goodCheck());
        awaitUntil(() -> peer.heard(StunClass.SUCCESS).size() == 2);

        assertThat(victim.peerChecked).hasValue(1);
    }

    @Test
    void L21_aForgedCheckLetsNothingGo() {
        peer.offer(IceRole.CONTROLLED);
        peer.awaitCheck();
        peer.send(ForgedPeer.signed(peer.check(), "not the password of anybody"));
        awaitUntil(() -> victim.transport.statistics().checksRejected() == 1);

        victim.send("hello");

        assertThat(sentToPeer()).doesNotContain(HELLO);
        assertThat(victim.peerChecked).hasValue(0);
    }

    @Test
    void L21_whatComesThatWayWaitsForTheProof() {
        peer.offer(IceRole.CONTROLLED);
        peer.awaitCheck();
        peer.send(peer.goodCheck());
        awaitUntil(() -> victim.peerChecked.get() == 1);
        peer.send(HELLO);
        peer.send(peer.goodCheck());
        awaitUntil(() -> peer.heard(StunClass.SUCCESS).size() == 2);
        assertThat(victim.received).isEmpty();

        peer.answer();

        assertThat(victim.receive()).isEqualTo("hello");
    }

    /** RFC 7675: where no relay stands between, our own check has to be answered first. */
    @Test
    void itDoesNotGoToAnAddressThatIsNoRelays() {
        victim.transport.addRemoteCandidates(
                List.of(
                        new Candidate(
                                "1", 1, 2_130_706_431, ForgedPeer.ADDRESS, CandidateType.HOST)));
        victim.transport.connect(IceRole.CONTROLLED, peer.credentials);
        peer.awaitCheck();
        peer.send(peer.goodCheck());
        awaitUntil(() -> !peer.heard(StunClass.SUCCESS).isEmpty());

        victim.send("hello");

        assertThat(victim.peerChecked).hasValue(0);
        assertThat(sentToPeer()).doesNotContain(HELLO);
    }

    @Test
    void aPathThatWasLostIsNotReplacedByOneThatIsNotProved() {
        peer.offer(IceRole.CONTROLLED);
        peer.send(peer.goodCheck());
        peer.answer();
        awaitUntil(() -> victim.connected.isDone());
        InetSocketAddress first = peer.target();
        relays.lose(first);
        awaitUntil(() -> victim.candidates.size() == 2); // another allocation
        InetSocketAddress second = victim.candidates.get(1).address();
        awaitUntil(() -> !relays.between(second, ForgedPeer.ADDRESS).isEmpty());
        relays.inject(ForgedPeer.ADDRESS, second, peer.goodCheck());
        awaitUntil(
                () ->
                        relays.between(second, ForgedPeer.ADDRESS).stream()
                                .map(ForgedPeer::parse)
                                .anyMatch(m -> m.messageClass() == StunClass.SUCCESS));

        victim.send("hello");

        assertThat(relays.between(second, ForgedPeer.ADDRESS)).doesNotContain(HELLO);
    }

    @Test
    void whatWaitedForAPathThatWasLostTakesNoRoom() {
        peer.offer(IceRole.CONTROLLED);
        peer.awaitCheck();
        peer.send(peer.goodCheck());
        for (int i = 0; i < EarlyDatagrams.MAXIMUM; i++) {
            peer.send(HELLO);
        }
        relays.lose(peer.target());
        awaitUntil(() -> victim.candidates.size() == 2);
        InetSocketAddress second = victim.candidates.get(1).address();
        awaitUntil(() -> !requests(second).isEmpty());
        relays.inject(ForgedPeer.ADDRESS, second, peer.goodCheck());
        relays.inject(ForgedPeer.ADDRESS, second, "second".getBytes(StandardCharsets.UTF_8));
        StunWriter answer = peer.success(requests(second).get(0), second);
        relays.inject(
                ForgedPeer.ADDRESS, second, ForgedPeer.signed(answer, peer.credentials.password()));

        assertThat(victim.receive()).isEqualTo("second");
    }

    private List<StunMessage> requests(InetSocketAddress from) {
        return relays.between(from, ForgedPeer.ADDRESS).stream()
                .map(ForgedPeer::parse)
                .filter(message -> message.messageClass() == StunClass.REQUEST)
                .toList();
    }

    @Test
    void L24_theRelayLetsPeersOfItsOwnInOnlyWhereThatWasAskedFor() {
        relays.inject(SAME_RELAY, peer.target(), peer.goodCheck());
        victim.transport.admitPeersOfOurRelays();
        awaitUntil(
                () -> {
                    relays.inject(SAME_RELAY, peer.target(), peer.goodCheck());
                    return victim.transport.statistics().checksRejected() > 0;
                });
        assertThat(relays.sent).as("nobody is told of it").isEmpty();
    }

    @Test
    void L24_whileItRingsTheRelayLetsNobodyIn() {
        relays.inject(SAME_RELAY, peer.target(), peer.goodCheck());
        peer.offer(IceRole.CONTROLLED);
        peer.answer();
        awaitUntil(() -> victim.connected.isDone());

        assertThat(victim.transport.statistics().checksRejected()).isZero();
    }
}
