package io.calling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calling.Bench.Device;
import io.calling.Bench.Silence;
import io.calling.CallState.Active;
import io.calling.CallState.Ended;
import io.calling.CallState.Ringing;
import io.calling.policy.CallPolicy;
import io.calling.policy.CallerFacts;
import io.calling.policy.Relation;
import io.calling.policy.Who;
import io.calling.srtp.Verification;
import io.calling.srtp.verification.IdentityKey;
import io.calling.srtp.verification.IdentityPublicKey;
import io.calling.srtp.verification.ShortAuthenticationString;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** L27: who is at the other end, by keys and by people. */
class AssuranceTest {
    private static final AtomicInteger SEEDS = new AtomicInteger();
    private static final IdentityKey ALICES = key(1);
    private static final IdentityKey BOBS = key(2);
    private static final IdentityKey EVES = key(3);
    private static final Map<PeerId, IdentityPublicKey> EVERYBODY =
            Map.of(Bench.ALICE, ALICES.publicKey(), Bench.BOB, BOBS.publicKey());

    private final Bench bench = new Bench(SEEDS.incrementAndGet());
    private final List<CallSummary> past = new ArrayList<>();

    private static IdentityKey key(int number) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) number);
        return IdentityKey.of(secret);
    }

    private Device alice() {
        return bench.device(Bench.ALICE);
    }

    private Device bob() {
        return bench.device(Bench.BOB);
    }

    /** A device with a key, that knows these keys of others. */
    private Device signing(PeerId self, IdentityKey key, Map<PeerId, IdentityPublicKey> known) {
        return signing(self, key, known, text -> text);
    }

    private Device signing(
            PeerId self,
            IdentityKey key,
            Map<PeerId, IdentityPublicKey> known,
            UnaryOperator<String> change) {
        Identities identities =
                new Identities(self, key, peer -> Optional.ofNullable(known.get(peer)));
        Device device =
                bench.device(
                        self,
                        config ->
                                Bench.withKnowledge(
                                        Bench.withChannel(config, change),
                                        new Knowledge(
                                                peer -> CallerFacts.of(peer, Relation.CONTACT),
                                                Set::of,
                                                ZoneOffset.UTC,
                                                identities)));
        device.agent.onHistory(past::add);
        return device;
    }

    private static CallSession place(Device device, PeerId peer) {
        return device.agent.place(peer, new Silence().media());
    }

    private CallSession accept(Device device) {
        CallSession call = device.rings().accept(new Silence().media());
        bench.network.run();
        return call;
    }

    private static ShortAuthenticationString sas(CallSession call) {
        return call.security().orElseThrow().sas().orElseThrow();
    }

    private static Verification verification(CallSession call) {
        return call.security().orElseThrow().verification();
    }

    @Test
    void bothSidesShowTheSameWordsAndNobodyIsVerifiedYet() {
        CallSession atAlice = place(alice(), Bench.BOB);
        CallSession atBob = accept(bob());
        assertThat(sas(atAlice)).isEqualTo(sas(atBob));
        assertThat(sas(atAlice).words()).hasSize(4);
        assertThat(sas(atAlice).pictures()).hasSize(7);
        assertThat(verification(atAlice)).isEqualTo(Verification.UNVERIFIED);
        assertThat(atAlice.security().orElseThrow().comparison()).isEmpty();
    }

    @Test
    void eachCallShowsOtherWords() {
        Device alice = alice();
        Device bob = bob();
        CallSession first = place(alice, Bench.BOB);
        accept(bob);
        first.hangUp();
        bench.network.run();
        CallSession second = place(alice, Bench.BOB);
        accept(bob);
        assertThat(sas(second)).isNotEqualTo(sas(first));
    }

    @Test
    void peopleWhoComparedTheWordsAreToldSoByTheCall() {
        CallSession atAlice = place(alice(), Bench.BOB);
        List<Verification> told = new ArrayList<>();
        atAlice.onSecurity(security -> told.add(security.verification()));
        CallSession atBob = accept(bob());
        atAlice.confirmSas(sas(atBob));
        bench.network.run();
        assertThat(verification(atAlice)).isEqualTo(Verification.COMPARED_BY_PEOPLE);
        assertThat(verification(atBob)).isEqualTo(Verification.UNVERIFIED);
        assertThat(told).containsExactly(Verification.UNVERIFIED, Verification.COMPARED_BY_PEOPLE);
    }

    @Test
    void aListenerMayConfirmTheWordsEachTimeItIsTold() {
        CallSession atAlice = place(alice(), Bench.BOB);
        List<Verification> told = new ArrayList<>();
        atAlice.onSecurity(
                security -> {
                    told.add(security.verification());
                    security.sas().ifPresent(atAlice::confirmSas);
                });
        accept(bob());
        bench.network.run();
        assertThat(told).containsExactly(Verification.UNVERIFIED, Verification.COMPARED_BY_PEOPLE);
    }

    @Test
    void whoListensLateIsToldWhatIsKnown() {
        CallSession atAlice = place(alice(), Bench.BOB);
        accept(bob());
        List<CallSecurity> told = new ArrayList<>();
        atAlice.onSecurity(told::add);
        bench.network.run();
        assertThat(told).containsExactly(atAlice.security().orElseThrow());
    }

    @Test
    void wordsOfAnotherCallConfirmNothing() {
        Device alice = alice();
        Device bob = bob();
        CallSession first = place(alice, Bench.BOB);
        accept(bob);
        ShortAuthenticationString old = sas(first);
        first.hangUp();
        bench.network.run();
        CallSession second = place(alice, Bench.BOB);
        accept(bob);
        assertThatThrownBy(() -> second.confirmSas(old))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoSeesOtherWordsEndsTheCall() {
        CallSession atAlice = place(alice(), Bench.BOB);
        CallSession atBob = accept(bob());
        atAlice.rejectSas();
        bench.network.run();
        assertThat(atAlice.state()).isEqualTo(new Ended(EndReason.IDENTITY_MISMATCH));
        assertThat(atBob.state()).isInstanceOf(Ended.class);
    }

    @Test
    void aRevealThatIsLostIsSaidAgain() {
        AtomicInteger lost = new AtomicInteger();
        Device alice =
                bench.device(
                        Bench.ALICE,
                        config ->
                                Bench.withChannel(
                                        config,
                                        text ->
                                                text.contains(" reveal ")
                                                                && lost.incrementAndGet() <= 3
                                                        ? ""
                                                        : text));
        CallSession atAlice = place(alice, Bench.BOB);
        CallSession atBob = accept(bob());
        assertThat(atBob.security().orElseThrow().sas()).isEmpty();
        bench.pass(Duration.ofSeconds(20));
        assertThat(sas(atBob)).isEqualTo(sas(atAlice));
    }

    @Test
    void L27_aNonceThatWasNotCommittedToEndsTheCall() {
        Device alice =
                bench.device(
                        Bench.ALICE,
                        config ->
                                Bench.withChannel(
                                        config,
                                        text ->
                                                text.contains(" reveal ")
                                                        ? text.replaceAll(
                                                                "nonce=.*",
                                                                "nonce=" + "A".repeat(43))
                                                        : text));
        place(alice, Bench.BOB);
        CallSession atBob = accept(bob());
        assertThat(atBob.state()).isEqualTo(new Ended(EndReason.IDENTITY_MISMATCH));
    }

    @Test
    void softwareThatKnowsNoCommitmentLeavesTheLongComparison() {
        Device alice =
                bench.device(
                        Bench.ALICE,
                        config ->
                                Bench.withChannel(
                                        config, text -> text.replaceAll(" commit=[^ ]*", "")));
        CallSession atAlice = place(alice, Bench.BOB);
        CallSession atBob = accept(bob());
        assertThat(atAlice.state()).isEqualTo(new Active());
        assertThat(atAlice.security().orElseThrow().sas()).isEmpty();
        assertThat(atAlice.security().orElseThrow().comparison())
                .isPresent()
                .isEqualTo(atBob.security().orElseThrow().comparison());
    }

    @Test
    void keysThatBothKnowVerifyTheCallAndBindTheHandshake() {
        Device alice = signing(Bench.ALICE, ALICES, EVERYBODY);
        Device bob = signing(Bench.BOB, BOBS, EVERYBODY);
        CallSession atAlice = place(alice, Bench.BOB);
        IncomingCall ringing = bob.rings();
        assertThat(ringing.verification()).isEqualTo(Verification.IDENTITY_KEY);
        CallSession atBob = accept(bob);
        assertThat(verification(atAlice)).isEqualTo(Verification.IDENTITY_KEY);
        assertThat(verification(atBob)).isEqualTo(Verification.IDENTITY_KEY);
        assertThat(alice.handshakes).allMatch(handshake -> handshake.bound);
        assertThat(bob.handshakes).allMatch(handshake -> handshake.bound);
        atAlice.hangUp();
        bench.network.run();
        assertThat(past).allMatch(call -> call.verification() == Verification.IDENTITY_KEY);
    }

    @Test
    void aPeerWhoseKeyNobodyKnowsIsUnverifiedAndTheCallGoesOn() {
        Device alice = signing(Bench.ALICE, ALICES, Map.of());
        Device bob = signing(Bench.BOB, BOBS, Map.of());
        CallSession atAlice = place(alice, Bench.BOB);
        CallSession atBob = accept(bob);
        assertThat(atAlice.state()).isEqualTo(new Active());
        assertThat(verification(atAlice)).isEqualTo(Verification.UNVERIFIED);
        assertThat(verification(atBob)).isEqualTo(Verification.UNVERIFIED);
    }

    @Test
    void L27_anInviteThatShouldBeSignedAndIsNotNeverRingsAndIsNotAnswered() {
        refused(alice());
    }

    @Test
    void L27_anInviteSignedByAnotherKeyNeverRings() {
        refused(signing(Bench.ALICE, EVES, Map.of()));
    }

    @Test
    void L27_anInviteWhoseSignatureWasTakenAwayNeverRings() {
        refused(
                signing(
                        Bench.ALICE,
                        ALICES,
                        EVERYBODY,
                        text -> text.replaceAll(" until=[^ ]* sig=[^ ]*", "")));
    }

    @Test
    void L27_anInviteWithAnotherFingerprintNeverRings() {
        refused(
                signing(
                        Bench.ALICE,
                        ALICES,
                        EVERYBODY,
                        text -> text.replaceAll("fp=sha-256,[0-9A-F]{2}", "fp=sha-256,77")));
    }

    @Test
    void L27_anInviteWithAnotherPrivacyNeverRings() {
        refused(
                signing(
                        Bench.ALICE,
                        ALICES,
                        EVERYBODY,
                        text -> text.replace("privacy=relay", "privacy=direct")));
    }

    /** Else signaling could have Bob's user asked for video that Alice's user never offered. */
    @Test
    void L27_anInviteThatWasMadeToAskForVideoNeverRings() {
        refused(
                signing(
                        Bench.ALICE,
                        ALICES,
                        EVERYBODY,
                        text -> text.replaceFirst(" ssrc=[0-9]*", "$0 vssrc=1 vrtx=2 vf=vp8")));
    }

    @Test
    void L28_anInviteThatWasSignedForAnotherCallNeverRings() {
        refused(
                signing(
                        Bench.ALICE,
                        ALICES,
                        EVERYBODY,
                        text -> text.replaceFirst("calling/1 ....", "calling/1 AAAA")));
    }

    @Test
    void L28_anInviteWhoseSignatureIsOutOfDateNeverRings() {
        refused(
                signing(
                        Bench.ALICE,
                        ALICES,
                        EVERYBODY,
                        text -> text.replaceAll("until=[0-9]*", "until=1767268000")));
    }

    private void refused(Device claimsToBeAlice) {
        Device bob = signing(Bench.BOB, BOBS, EVERYBODY);
        CallSession call = place(claimsToBeAlice, Bench.BOB);
        bench.network.run();
        assertThat(bob.ringing).isEmpty();
        assertThat(bob.sent).isEmpty();
        assertThat(bob.ends).isEmpty();
        assertThat(call.state()).isEqualTo(new Ringing(false));
        assertThat(past.get(0).reason()).isEqualTo(EndReason.IDENTITY_MISMATCH);
    }

    @Test
    void L27_anAcceptThatShouldBeSignedAndIsNotIsNotTalkedTo() {
        Device alice = signing(Bench.ALICE, ALICES, EVERYBODY);
        Device bob = bob();
        CallSession atAlice = place(alice, Bench.BOB);
        CallSession atBob = accept(bob);
        assertThat(atAlice.state()).isEqualTo(new Ended(EndReason.IDENTITY_MISMATCH));
        assertThat(alice.end().hasConnected()).isFalse();
        assertThat(atBob.state()).isInstanceOf(Ended.class);
    }

    @Test
    void L27_anAcceptWithAnotherFingerprintIsNotTalkedTo() {
        Device alice = signing(Bench.ALICE, ALICES, EVERYBODY);
        Device bob =
                signing(
                        Bench.BOB,
                        BOBS,
                        EVERYBODY,
                        text -> text.replaceAll("fp=sha-256,[0-9A-F]{2}", "fp=sha-256,77"));
        CallSession atAlice = place(alice, Bench.BOB);
        accept(bob);
        assertThat(atAlice.state()).isEqualTo(new Ended(EndReason.IDENTITY_MISMATCH));
        assertThat(alice.end().hasConnected()).isFalse();
    }

    private static final String VIDEO = " vssrc=[0-9]* vrtx=[0-9]*( vf=[0-9a-z]*)*( vfb=[a-z-]*)?";

    private CallSession placeWithVideo(Device caller) {
        return caller.agent.place(Bench.BOB, new Silence().media().video(new Pictures().media()));
    }

    private void acceptsWithVideo(Device callee) {
        callee.rings().accept(new Silence().media().video(new Pictures().media()));
        bench.network.run();
    }

    @Test
    void signedCallsMayHaveVideo() {
        Device alice = signing(Bench.ALICE, ALICES, EVERYBODY);
        Device bob = signing(Bench.BOB, BOBS, EVERYBODY);
        CallSession atAlice = placeWithVideo(alice);
        acceptsWithVideo(bob);
        assertThat(verification(atAlice)).isEqualTo(Verification.IDENTITY_KEY);
        assertThat(atAlice.video()).isEqualTo(new VideoState.On());
    }

    /** Nor is it signaling's choice what of video is told to either side. */
    @Test
    void L27_anAcceptFromWhichVideoWasTakenIsNotTalkedTo() {
        Device alice = signing(Bench.ALICE, ALICES, EVERYBODY);
        Device bob = signing(Bench.BOB, BOBS, EVERYBODY, text -> text.replaceFirst(VIDEO, ""));
        CallSession atAlice = placeWithVideo(alice);
        acceptsWithVideo(bob);
        assertThat(atAlice.state()).isEqualTo(new Ended(EndReason.IDENTITY_MISMATCH));
        assertThat(alice.end().hasConnected()).isFalse();
    }

    /** Bob does not know Alice's key, and cannot tell; she sees what he was told. */
    @Test
    void L27_anAcceptOfAnInviteFromWhichVideoWasTakenIsNotTalkedTo() {
        Device alice =
                signing(Bench.ALICE, ALICES, EVERYBODY, text -> text.replaceFirst(VIDEO, ""));
        Device bob = signing(Bench.BOB, BOBS, Map.of());
        CallSession atAlice = placeWithVideo(alice);
        accept(bob);
        assertThat(atAlice.state()).isEqualTo(new Ended(EndReason.IDENTITY_MISMATCH));
        assertThat(alice.end().hasConnected()).isFalse();
    }

    @RepeatedTest(4)
    void callsThatCrossAreVerifiedToo() {
        Device alice = signing(Bench.ALICE, ALICES, EVERYBODY);
        Device bob = signing(Bench.BOB, BOBS, EVERYBODY);
        CallSession atAlice = place(alice, Bench.BOB);
        CallSession atBob = place(bob, Bench.ALICE);
        bench.network.run();
        assertThat(atAlice.state()).isEqualTo(new Active());
        assertThat(verification(atAlice)).isEqualTo(Verification.IDENTITY_KEY);
        assertThat(verification(atBob)).isEqualTo(Verification.IDENTITY_KEY);
        assertThat(sas(atAlice)).isEqualTo(sas(atBob));
    }

    @RepeatedTest(4)
    void L27_aForgedInviteThatCrossesOurCallDoesNotTakeItOver() {
        Device bob = signing(Bench.BOB, BOBS, EVERYBODY);
        Device eve = signing(Bench.ALICE, EVES, Map.of());
        eve.deaf = true;
        CallSession atBob = place(bob, Bench.ALICE);
        bench.network.run();
        place(eve, Bench.BOB);
        bench.network.run();
        assertThat(atBob.state()).isEqualTo(new Ringing(false));
        assertThat(bob.end().hasConnected()).isFalse();
        assertThat(bob.ringing).isEmpty();
    }

    @Test
    void aRuleCanAskForAProvenIdentity() {
        CallPolicy proven = CallPolicy.builder().ring(Who.provenIdentity()).build();
        Identities identities =
                new Identities(Bench.BOB, BOBS, peer -> Optional.ofNullable(EVERYBODY.get(peer)));
        Device bob =
                bench.device(
                        Bench.BOB,
                        config ->
                                Bench.withKnowledge(
                                        Bench.withPolicy(config, proven),
                                        new Knowledge(
                                                CallerFacts::of,
                                                Set::of,
                                                ZoneOffset.UTC,
                                                identities)));
        place(bench.device(PeerId.of("carol")), Bench.BOB);
        bench.network.run();
        assertThat(bob.ringing).isEmpty();
        place(signing(Bench.ALICE, ALICES, EVERYBODY), Bench.BOB);
        assertThat(bob.rings().caller()).isEqualTo(Bench.ALICE);
    }

    @Test
    void L27_keysThatCannotBeLookedUpLetNobodyRingAndNobodyBeCalled() {
        Identities broken =
                new Identities(
                        Bench.BOB,
                        BOBS,
                        peer -> {
                            throw new IllegalStateException("no database");
                        });
        Device bob =
                bench.device(
                        Bench.BOB,
                        config ->
                                Bench.withKnowledge(
                                        config,
                                        new Knowledge(
                                                peer -> CallerFacts.of(peer, Relation.CONTACT),
                                                Set::of,
                                                ZoneOffset.UTC,
                                                broken)));
        place(signing(Bench.ALICE, ALICES, EVERYBODY), Bench.BOB);
        bench.network.run();
        assertThat(bob.ringing).isEmpty();
        CallSession own = place(bob, Bench.ALICE);
        bench.network.run();
        assertThat(own.state()).isEqualTo(new Ended(EndReason.POLICY));
    }

    @Test
    void nothingIsLeftWhenTheCallIsOver() {
        CallSession atAlice = place(alice(), Bench.BOB);
        accept(bob());
        atAlice.hangUp();
        bench.network.run();
        assertThat(bench.network.waiting()).as("timers left").isZero();
    }
}
