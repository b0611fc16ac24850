package io.calling.ice;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.stun.StunClass;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.testing.ManualNetwork;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The peer is gone, and somebody on the way keeps up appearances with what it has recorded. RFC
 * 7675, 5.1: consent is an authentic answer to a question of our own, and nothing else.
 */
class StaleConsentTest {
    private static final Duration STEP = Duration.ofMillis(250);
    private static final InetSocketAddress OTHER =
            new InetSocketAddress(ForgedPeer.ADDRESS.getAddress(), 50667);

    private final FakeRelays relays = new FakeRelays();
    private final ManualNetwork network = new ManualNetwork();
    private final IceParty victim = new IceParty(network, relays);
    private final ForgedPeer peer = new ForgedPeer(relays, victim);
    private byte[] nomination;

    @BeforeEach
    void connect() {
        victim.transport.gather();
        network.runUntil("the candidates", victim.gathered::isDone);
        peer.offer(IceRole.CONTROLLED);
        network.runUntil("a check", () -> !peer.heard(StunClass.REQUEST).isEmpty());
        nomination = peer.nominatingCheck();
        peer.send(nomination);
        peer.answer();
        network.runUntil("a path that was chosen", victim::isSettled);
    }

    @AfterEach
    void close() {
        victim.close();
        network.pass(Duration.ofSeconds(10));
        assertThat(network.waiting()).isZero();
    }

    @Test
    void L20_theNominationOnceMoreIsNoConsent() {
        pretendFor(Duration.ofSeconds(31), () -> peer.send(nomination));

        assertSilentForGood();
    }

    @Test
    void L20_otherAuthenticChecksAreNoConsent() {
        pretendFor(Duration.ofSeconds(31), () -> peer.send(peer.goodCheck()));

        assertSilentForGood();
    }

    @Test
    void L20_mediaIsNoConsent() {
        pretendFor(Duration.ofSeconds(31), () -> peer.send(data()));

        assertSilentForGood();
    }

    @Test
    void L20_anAnswerOnceMoreIsNoConsent() {
        StunMessage first = peer.heard(StunClass.REQUEST).get(0);
        byte[] answer =
                ForgedPeer.signed(peer.success(first, peer.target()), peer.credentials.password());

        pretendFor(Duration.ofSeconds(31), () -> peer.send(answer));

        assertSilentForGood();
    }

    @Test
    void L20_answersWithoutIntegrityAreNoConsent() {
        pretendFor(
                Duration.ofSeconds(31),
                () ->
                        newestQuestions()
                                .forEach(
                                        question ->
                                                peer.send(
                                                        peer.success(question, peer.target())
                                                                .fingerprint()
                                                                .toByteArray())));

        assertSilentForGood();
    }

    @Test
    void L20_authenticAnswersFromElsewhereAreNoConsent() {
        pretendFor(
                Duration.ofSeconds(31),
                () -> newestQuestions().forEach(question -> answerFrom(OTHER, question)));

        assertSilentForGood();
    }

    @Test
    void L20_mediaFromTwoAddressesInTurnKeepsNoConsentAlive() {
        proveOther();
        int[] step = {0};

        pretendFor(
                Duration.ofSeconds(70),
                () -> {
                    // for two seconds from here, for two seconds from there: as if it moved
                    boolean here = step[0]++ / 8 % 2 == 0;
                    relays.inject(here ? ForgedPeer.ADDRESS : OTHER, peer.target(), data());
                });

        assertSilentForGood();
    }

    @Test
    void answersThatAreWhatTheySeemKeepTheCallUp() {
        pretendFor(
                Duration.ofMinutes(2),
                () ->
                        newestQuestions()
                                .forEach(question -> answerFrom(ForgedPeer.ADDRESS, question)));

        assertThat(victim.failed).isNotDone();
    }

    /** A second address of the peer's becomes a path while the peer is still there. */
    private void proveOther() {
        relays.inject(OTHER, peer.target(), peer.goodCheck());
        network.run();
        for (int i = 0; i < 20 && victim.transport.provedPaths() < 2; i++) {
            network.pass(STEP);
            relays.between(peer.target(), OTHER).stream()
                    .map(ForgedPeer::parse)
                    .filter(message -> message.messageClass() == StunClass.REQUEST)
                    .forEach(question -> answerFrom(OTHER, question));
            network.run();
        }
        assertThat(victim.transport.provedPaths()).isEqualTo(2);
    }

    private void answerFrom(InetSocketAddress from, StunMessage question) {
        relays.inject(
                from,
                peer.target(),
                ForgedPeer.signed(
                        peer.success(question, peer.target()), peer.credentials.password()));
    }

    private List<StunMessage> newestQuestions() {
        List<StunMessage> all = peer.heard(StunClass.REQUEST);
        return all.subList(Math.max(0, all.size() - 5), all.size());
    }

    private void pretendFor(Duration time, Runnable pretence) {
        for (long i = 0; i < time.dividedBy(STEP); i++) {
            pretence.run();
            network.pass(STEP);
        }
    }

    private void assertSilentForGood() {
        assertThat(victim.failed).isCompletedWithValue(IceFailure.PEER_LOST);
        int sent = relays.sent.size();
        victim.send("to nobody");
        pretendFor(Duration.ofMinutes(1), () -> peer.send(nomination));
        assertThat(relays.sent).hasSize(sent);
    }

    private static byte[] data() {
        return "as if it were media".getBytes(StandardCharsets.UTF_8);
    }
}
