package io.calling.ice;

import static io.calling.ice.IceParty.await;
import static io.calling.ice.IceParty.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.net.IpLiteral;
import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunClass;
import io.calling.ice.stun.StunMessage;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** STUN that lies, played to a transport whose every datagram is seen. */
class HostileStunTest extends PlayedPeer {
    private static final InetSocketAddress STRANGER =
            new InetSocketAddress(ForgedPeer.ADDRESS.getAddress(), 51234);

    @Test
    void aGoodPeerConnects() {
        peer.offer(IceRole.CONTROLLED);
        peer.awaitCheck();
        peer.send(peer.nominatingCheck());
        peer.answer();

        assertThat(await(victim.connected).remote().address()).isEqualTo(ForgedPeer.ADDRESS);
        assertThat(peer.heard(StunClass.SUCCESS)).hasSize(1);
    }

    @Test
    void L01_nothingGoesToThePeerBeforeConnect() {
        victim.transport.addRemoteCandidates(List.of(ForgedPeer.candidate(ForgedPeer.ADDRESS)));
        settle();

        assertThat(relays.sent).isEmpty();
    }

    @Test
    void L11_checkWithoutIntegrityIsDroppedInSilence() {
        peer.offer(IceRole.CONTROLLED);
        peer.awaitCheck();

        peer.send(peer.check().fingerprint().toByteArray());

        awaitRejections(1);
        assertUnanswered();
    }

    @Test
    void L11_checkWithWrongIntegrityIsDroppedInSilence() {
        peer.offer(IceRole.CONTROLLED);
        peer.awaitCheck();

        peer.send(ForgedPeer.signed(peer.check(), "guessguessguessguessguess"));

        awaitRejections(1);
        assertUnanswered();
    }

    @Test
    void L11_checkForSomebodyElseIsDroppedInSilence() {
        peer.offer(IceRole.CONTROLLED);
        peer.awaitCheck();

        peer.send(
                ForgedPeer.signed(
                        peer.begin(StunClass.REQUEST, ForgedPeer.newId())
                                .text(StunAttribute.USERNAME, "else:EVIL")
                                .uint64(StunAttribute.ICE_CONTROLLING, 1)
                                .uint32(StunAttribute.PRIORITY, 1),
                        peer.victimsPassword()));

        awaitRejections(1);
        assertUnanswered();
    }

    @Test
    void L11_checkWhoseFingerprintIsWrongIsDroppedInSilence() {
        peer.offer(IceRole.CONTROLLED);
        peer.awaitCheck();
        byte[] check = peer.goodCheck();
        check[check.length - 1] ^= 1;

        peer.send(check);

        awaitRejections(1);
        assertUnanswered();
    }

    @Test
    void L11_strangerWithoutCredentialsNeverMakesAPair() {
        peer.offer(IceRole.CONTROLLED);
        peer.awaitCheck();

        relays.inject(STRANGER, peer.target(), peer.check().fingerprint().toByteArray());

        awaitRejections(1);
        assertThat(relays.to(STRANGER)).isEmpty();
    }

    @Test
    void L11_peerReflexiveAddressIsCheckedLikeAnyOther() {
        peer.offer(IceRole.CONTROLLED);
        peer.awaitCheck();
        InetSocketAddress privileged = new InetSocketAddress(STRANGER.getAddress(), 53);

        relays.inject(privileged, peer.target(), peer.goodCheck());

        awaitRejections(1);
        assertThat(relays.to(privileged)).isEmpty();
    }

    @Test
    void aNewPortOfThePeersIsAnsweredAndChecked() {
        peer.offer(IceRole.CONTROLLED);
        peer.awaitCheck();

        relays.inject(STRANGER, peer.target(), peer.goodCheck());

        awaitUntil(() -> relays.to(STRANGER).size() >= 2);
        assertThat(
                        relays.to(STRANGER).stream()
                                .map(ForgedPeer::parse)
                                .map(StunMessage::messageClass))
                .contains(StunClass.SUCCESS, StunClass.REQUEST);
    }

    @Test
    void L11_answerWithoutIntegrityProvesNothing() {
        peer.offer(IceRole.CONTROLLING);
        StunMessage check = peer.awaitCheck();

        peer.send(peer.success(check, peer.target()).fingerprint().toByteArray());

        awaitRejections(1);
        assertThat(victim.connected).isNotDone();
    }

    @Test
    void L11_answerSignedWithOurOwnPasswordProvesNothing() {
        peer.offer(IceRole.CONTROLLING);
        StunMessage check = peer.awaitCheck();

        peer.send(ForgedPeer.signed(peer.success(check, peer.target()), peer.victimsPassword()));

        awaitRejections(1);
        assertThat(victim.connected).isNotDone();
    }

    @Test
    void L21_answerFromElsewhereProvesNothing() {
        peer.offer(IceRole.CONTROLLING);
        StunMessage check = peer.awaitCheck();

        relays.inject(
                STRANGER,
                peer.target(),
                ForgedPeer.signed(peer.success(check, peer.target()), peer.credentials.password()));

        awaitRejections(1);
        assertThat(victim.connected).isNotDone();
    }

    @Test
    void L02_mappedAddressThatLiesSelectsNoOtherBase() {
        peer.offer(IceRole.CONTROLLING);
        StunMessage check = peer.awaitCheck();
        InetSocketAddress lie = new InetSocketAddress(IpLiteral.parse("192.168.1.2"), 4444);

        peer.send(ForgedPeer.signed(peer.success(check, lie), peer.credentials.password()));

        assertThat(await(victim.connected).local().address()).isEqualTo(peer.target());
        assertThat(victim.candidates).hasSize(1);
    }

    @Test
    void L21_dataFromAnywhereButTheProvedPathIsDropped() {
        connectVictim();

        relays.inject(STRANGER, peer.target(), data("spoofed"));
        peer.send(data("real"));

        assertThat(victim.receive()).isEqualTo("real");
        assertThat(victim.received).isEmpty();
        assertThat(victim.transport.statistics().foreignDropped()).isEqualTo(1);
    }

    @Test
    void L21_dataThatComesBeforeAnyProofIsDropped() {
        peer.offer(IceRole.CONTROLLED);
        peer.awaitCheck();

        peer.send(data("too early"));

        awaitCount(1, () -> victim.transport.statistics().foreignDropped());
        peer.answer();
        await(victim.connected);
        assertThat(victim.received).isEmpty();
    }

    @Test
    void dataNextToThePeersLastCheckWaitsForOurProof() {
        peer.offer(IceRole.CONTROLLED);
        peer.awaitCheck();
        peer.send(peer.nominatingCheck());
        awaitUntil(() -> !peer.heard(StunClass.SUCCESS).isEmpty());

        for (int i = 0; i < EarlyDatagrams.MAXIMUM + 3; i++) {
            peer.send(data("early " + i));
        }
        awaitCount(3, () -> victim.transport.statistics().foreignDropped());
        assertThat(victim.received).isEmpty();
        peer.answer();

        for (int i = 0; i < EarlyDatagrams.MAXIMUM; i++) {
            assertThat(victim.receive()).isEqualTo("early " + i);
        }
    }

    @Test
    void L08_checksAndAnswersCarryNothingBeyondRfc8445() {
        connectVictim();

        for (byte[] datagram : relays.between(peer.target(), ForgedPeer.ADDRESS)) {
            StunMessage message = ForgedPeer.parse(datagram);
            assertThat(message.has(StunAttribute.SOFTWARE)).isFalse();
            assertThat(message.has(StunAttribute.USERNAME))
                    .isEqualTo(message.messageClass() == StunClass.REQUEST);
            assertThat(message.hasFingerprint()).isTrue();
        }
    }

    @Test
    void L32_transactionIdsCarryNoClock() {
        peer.offer(IceRole.CONTROLLING);
        byte[] id = new byte[12];
        System.arraycopy(peer.awaitCheck().buffer(), 8, id, 0, 12);
        long clock = System.currentTimeMillis();

        // ice4j writes the clock there, the lowest byte first: its upper bytes would be the same
        boolean clockLike = id[5] == (byte) (clock >> 40) && id[4] == (byte) (clock >> 32);

        assertThat(clockLike && id[3] == (byte) (clock >> 24)).isFalse();
    }

    @Test
    void L35_floodOfGoodChecksIsAnsweredAtABoundedRate() {
        connectVictim();
        int before = peer.heard(StunClass.SUCCESS).size();

        for (int i = 0; i < 2_000; i++) {
            peer.send(peer.goodCheck());
        }

        awaitCount(1_000, () -> victim.transport.statistics().checksRejected());
        assertThat(peer.heard(StunClass.SUCCESS).size() - before).isLessThan(1_000);
    }

    @Test
    void L35_checksFromAThousandPortsMakeAtMostAHundredPairs() {
        peer.offer(IceRole.CONTROLLED);
        peer.awaitCheck();

        for (int port = 2_000; port < 2_190; port++) {
            relays.inject(
                    new InetSocketAddress(STRANGER.getAddress(), port),
                    peer.target(),
                    peer.goodCheck());
        }

        awaitCount(91, () -> victim.transport.statistics().candidatesRefused());
        assertThat(relays.sent.stream().map(FakeRelays.Sent::to).distinct().count())
                .isLessThanOrEqualTo(RemoteAddressPolicy.MAXIMUM_CANDIDATES);
    }

    @Test
    void garbageIsDroppedAndTheCallGoesOn() {
        connectVictim();
        byte[] check = peer.goodCheck();

        for (int length = 0; length < check.length; length++) {
            peer.send(java.util.Arrays.copyOf(check, length));
        }
        for (int i = 0; i < check.length; i++) {
            byte[] bent = check.clone();
            bent[i] ^= 0x55;
            peer.send(bent);
        }
        peer.send(data("still here"));

        awaitUntil(() -> victim.received.contains("still here"));
        assertThat(victim.failed).isNotDone();
    }

    @Test
    void roleConflictIsRepaired() {
        peer.offer(IceRole.CONTROLLING);
        peer.awaitCheck();

        // both claim to control; the forged tie-breaker is 1, ours is greater: it must yield
        peer.send(peer.goodCheck());

        awaitUntil(() -> !peer.heard(StunClass.ERROR).isEmpty());
        assertThat(peer.heard(StunClass.ERROR).get(0).errorCode()).isEqualTo(487);
    }

    private void connectVictim() {
        peer.offer(IceRole.CONTROLLED);
        peer.awaitCheck();
        peer.send(peer.nominatingCheck());
        peer.answer();
        await(victim.connected);
    }

    private void assertUnanswered() {
        settle();
        assertThat(peer.heard(StunClass.SUCCESS)).isEmpty();
        assertThat(peer.heard(StunClass.ERROR)).isEmpty();
        assertThat(victim.connected).isNotDone();
    }

    private void awaitRejections(int count) {
        awaitCount(count, () -> victim.transport.statistics().checksRejected());
    }

    private static void awaitCount(long count, LongSupplier actual) {
        awaitUntil(() -> actual.getAsLong() >= count);
    }

    /** Lets the loop do what it has to do. */
    private void settle() {
        for (int i = 0; i < 3; i++) {
            java.util.concurrent.CompletableFuture<Void> done =
                    new java.util.concurrent.CompletableFuture<>();
            network.execute(() -> done.complete(null));
            await(done);
        }
    }

    private static byte[] data(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
