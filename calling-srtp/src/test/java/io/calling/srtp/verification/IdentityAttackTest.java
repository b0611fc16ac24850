package io.calling.srtp.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calling.srtp.Fingerprint;
import io.calling.srtp.SetupRole;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;

/** L27: signatures of identity keys, and all ways to use one for something else. */
class IdentityAttackTest {
    private final SecureRandom random = new SecureRandom();
    private final IdentityKey alice = IdentityKey.generate(random);
    private final IdentityKey bob = IdentityKey.generate(random);
    private final IdentityKey mallory = IdentityKey.generate(random);

    private static IdentityCheck check(
            IdentityKey known, IdentitySignature signature, CallBinding expected) {
        return IdentityCheck.of(known.publicKey(), signature, expected, Calls.NOW);
    }

    @Test
    void aSignatureOfTheKnownKeyVerifies() {
        assertThat(check(alice, alice.sign(Calls.invite()), Calls.invite()))
                .isEqualTo(IdentityCheck.VERIFIED);
        assertThat(check(bob, bob.sign(Calls.accept()), Calls.accept()))
                .isEqualTo(IdentityCheck.VERIFIED);
    }

    @Test
    void anotherKeysSignatureEndsTheCall() {
        IdentityCheck check = check(alice, mallory.sign(Calls.invite()), Calls.invite());
        assertThat(check).isEqualTo(IdentityCheck.MISMATCH);
        assertThat(check.endsCall()).isTrue();
    }

    /** Nor does a signature that was taken away make a known peer an unknown one. */
    @Test
    void L27_aKnownPeerThatDoesNotSignEndsTheCall() {
        assertThat(check(alice, null, Calls.invite())).isEqualTo(IdentityCheck.MISMATCH);
    }

    @Test
    void anUnknownPeerIsUnverifiedAndTheTextSaysWhatThatMeans() {
        IdentityCheck check =
                IdentityCheck.of(null, mallory.sign(Calls.invite()), Calls.invite(), Calls.NOW);
        assertThat(check).isEqualTo(IdentityCheck.UNVERIFIED);
        assertThat(check.endsCall()).isFalse();
        assertThat(check.text()).contains("signaling could be intercepting");
    }

    @Test
    void L27_aSwappedFingerprintDoesNotVerify() {
        CallBinding honest = Calls.accept();
        List<Fingerprint> mallorys = Calls.fingerprints(666);
        assertThat(check(bob, bob.sign(honest), with(honest, mallorys, honest.callees())))
                .isEqualTo(IdentityCheck.MISMATCH);
        assertThat(check(bob, bob.sign(honest), with(honest, honest.callers(), mallorys)))
                .isEqualTo(IdentityCheck.MISMATCH);
    }

    /** RFC 8844, 2: a signature that was made for somebody else's call. */
    @Test
    void misbindingToOtherIdentitiesDoesNotVerify() {
        IdentitySignature toMallory =
                alice.sign(with(Calls.invite(), new CallParties("call-1", "alice", "mallory")));
        assertThat(check(alice, toMallory, Calls.invite())).isEqualTo(IdentityCheck.MISMATCH);
    }

    @Test
    void replayInAnotherCallDoesNotVerify() {
        IdentitySignature old =
                alice.sign(with(Calls.invite(), new CallParties("call-0", "alice", "bob")));
        assertThat(check(alice, old, Calls.invite())).isEqualTo(IdentityCheck.MISMATCH);
    }

    @Test
    void reflectionDoesNotVerify() {
        CallBinding accept = Calls.accept();
        CallBinding asInvite =
                new CallBinding(
                        accept.parties(),
                        CallBinding.Signer.CALLER,
                        accept.callersParty(),
                        accept.calleesParty(),
                        accept.setup(),
                        accept.callers(),
                        accept.callees(),
                        accept.callersMedia(),
                        accept.calleesMedia(),
                        accept.privacy(),
                        accept.expires());
        assertThat(check(bob, bob.sign(accept), asInvite)).isEqualTo(IdentityCheck.MISMATCH);
    }

    @Test
    void downgradeDoesNotVerify() {
        CallBinding honest = Calls.invite();
        IdentitySignature signature = alice.sign(honest);
        assertThat(check(alice, signature, with(honest, "direct", honest.setup())))
                .isEqualTo(IdentityCheck.MISMATCH);
        assertThat(check(alice, signature, with(honest, honest.privacy(), SetupRole.PASSIVE)))
                .isEqualTo(IdentityCheck.MISMATCH);
    }

    /** Neither what the invite asks for nor what the accept agrees to is signaling's to choose. */
    @Test
    void L27_otherMediaDoNotVerify() {
        CallBinding invite = Calls.invite();
        CallBinding accept = Calls.accept();
        assertThat(check(alice, alice.sign(invite), withMedia(invite, "audio video", "")))
                .isEqualTo(IdentityCheck.MISMATCH);
        assertThat(check(bob, bob.sign(accept), withMedia(accept, "audio video", "audio")))
                .isEqualTo(IdentityCheck.MISMATCH);
        assertThat(check(bob, bob.sign(accept), withMedia(accept, "audio", "audio video")))
                .isEqualTo(IdentityCheck.MISMATCH);
        assertThatThrownBy(() -> withMedia(invite, "", ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> withMedia(accept, "audio", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Version 1 did not cover the media; each side refuses the other's signature. */
    @Test
    void L27_aSignatureOfAnEarlierVersionEndsTheCall() {
        CallBinding b = Calls.invite();
        Transcript first =
                b.parties()
                        .addTo(new Transcript("calling identity binding").add(1))
                        .add(b.signer().name())
                        .add(b.callersParty())
                        .add(b.calleesParty())
                        .add(b.setup().name())
                        .add(b.callers())
                        .add(b.callees())
                        .add(b.privacy())
                        .add(b.expires().getEpochSecond());
        IdentitySignature old = IdentitySignature.of(signature(alice, first.bytes()));
        assertThat(check(alice, old, b)).isEqualTo(IdentityCheck.MISMATCH);
        IdentitySignature now = IdentitySignature.of(signature(alice, b.transcript().bytes()));
        assertThat(check(alice, now, b))
                .as("signed the same way")
                .isEqualTo(IdentityCheck.VERIFIED);
    }

    private static byte[] signature(IdentityKey key, byte[] message) {
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(key.toSecretBytes(), 0, message, 0, message.length, signature, 0);
        return signature;
    }

    private static CallBinding withMedia(CallBinding b, String callers, String callees) {
        return new CallBinding(
                b.parties(),
                b.signer(),
                b.callersParty(),
                b.calleesParty(),
                b.setup(),
                b.callers(),
                b.callees(),
                callers,
                callees,
                b.privacy(),
                b.expires());
    }

    @Test
    void anotherDevicesSignatureDoesNotVerify() {
        CallBinding honest = Calls.accept();
        CallBinding otherDevice =
                new CallBinding(
                        honest.parties(),
                        honest.signer(),
                        honest.callersParty(),
                        "bobs-stolen-phone",
                        honest.setup(),
                        honest.callers(),
                        honest.callees(),
                        honest.callersMedia(),
                        honest.calleesMedia(),
                        honest.privacy(),
                        honest.expires());
        assertThat(check(bob, bob.sign(otherDevice), honest)).isEqualTo(IdentityCheck.MISMATCH);
    }

    /** An accept of one device is not good for another invite of the same call. */
    @Test
    void anAcceptIsBoundToTheInviteThatItAccepts() {
        CallBinding otherInvite =
                CallBinding.invite(
                        Calls.PARTIES,
                        "alices-laptop",
                        SetupRole.ACTPASS,
                        Calls.fingerprints(4),
                        "audio",
                        "relay-only",
                        Calls.NOW.plusSeconds(60));
        CallBinding honest = Calls.accept();
        CallBinding expected =
                otherInvite.accept(
                        honest.calleesParty(),
                        honest.setup(),
                        honest.callees(),
                        honest.calleesMedia(),
                        honest.privacy(),
                        honest.expires());
        assertThat(check(bob, bob.sign(honest), expected)).isEqualTo(IdentityCheck.MISMATCH);
        assertThatThrownBy(
                        () ->
                                honest.accept(
                                        "laptop",
                                        SetupRole.ACTIVE,
                                        Calls.BOBS,
                                        "audio",
                                        "relay-only",
                                        Calls.NOW))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void replayAfterItsTimeIsExpired() {
        IdentitySignature signature = alice.sign(Calls.invite());
        assertThat(at(signature, Calls.NOW.plusSeconds(60 + 119)))
                .isEqualTo(IdentityCheck.VERIFIED);
        assertThat(at(signature, Calls.NOW.plusSeconds(60 + 121))).isEqualTo(IdentityCheck.EXPIRED);
    }

    @Test
    void aSignatureForYearsIsNotGoodNow() {
        CallBinding honest = Calls.invite();
        CallBinding lasting = with(honest, honest.expires().plus(Duration.ofDays(365)));
        assertThat(check(alice, alice.sign(lasting), lasting)).isEqualTo(IdentityCheck.EXPIRED);
        CallBinding extended = with(honest, honest.expires().plusSeconds(1));
        assertThat(check(alice, alice.sign(honest), extended)).isEqualTo(IdentityCheck.MISMATCH);
    }

    @Test
    void aSignatureWithAnyByteChangedDoesNotVerify() {
        byte[] signature = alice.sign(Calls.invite()).toBytes();
        for (int at = 0; at < signature.length; at++) {
            byte[] changed = signature.clone();
            changed[at] ^= 1;
            assertThat(check(alice, IdentitySignature.of(changed), Calls.invite()))
                    .isEqualTo(IdentityCheck.MISMATCH);
        }
    }

    @Test
    void keysThatAreNoPointsVerifyNothing() {
        IdentitySignature signature = alice.sign(Calls.invite());
        byte[] bytes = new byte[32];
        for (int value = 0; value < 256; value++) {
            java.util.Arrays.fill(bytes, (byte) value);
            assertThat(IdentityPublicKey.of(bytes).verifies(Calls.invite(), signature)).isFalse();
        }
    }

    /** RFC 8032, 7.1, test 1. */
    @Test
    void theKeysAreThoseOfRfc8032() {
        HexFormat hex = HexFormat.of();
        byte[] secret =
                hex.parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        assertThat(hex.formatHex(IdentityKey.of(secret).publicKey().toBytes()))
                .isEqualTo("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    }

    @Test
    void aDestroyedKeySignsNothing() {
        IdentityKey key = IdentityKey.generate(random);
        key.destroy();
        assertThat(key.isDestroyed()).isTrue();
        assertThatThrownBy(() -> key.sign(Calls.invite()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(key::toSecretBytes).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aKeyNeverPrints() {
        assertThat(alice).hasToString("IdentityKey[secret]");
        assertThat(IdentityKey.of(alice.toSecretBytes()).publicKey()).isEqualTo(alice.publicKey());
    }

    private IdentityCheck at(IdentitySignature signature, Instant now) {
        return IdentityCheck.of(alice.publicKey(), signature, Calls.invite(), now);
    }

    private static CallBinding with(
            CallBinding b, List<Fingerprint> callers, List<Fingerprint> callees) {
        return new CallBinding(
                b.parties(),
                b.signer(),
                b.callersParty(),
                b.calleesParty(),
                b.setup(),
                callers,
                callees,
                b.callersMedia(),
                b.calleesMedia(),
                b.privacy(),
                b.expires());
    }

    private static CallBinding with(CallBinding b, CallParties parties) {
        return new CallBinding(
                parties,
                b.signer(),
                b.callersParty(),
                b.calleesParty(),
                b.setup(),
                b.callers(),
                b.callees(),
                b.callersMedia(),
                b.calleesMedia(),
                b.privacy(),
                b.expires());
    }

    private static CallBinding with(CallBinding b, String privacy, SetupRole setup) {
        return new CallBinding(
                b.parties(),
                b.signer(),
                b.callersParty(),
                b.calleesParty(),
                setup,
                b.callers(),
                b.callees(),
                b.callersMedia(),
                b.calleesMedia(),
                privacy,
                b.expires());
    }

    private static CallBinding with(CallBinding b, Instant expires) {
        return new CallBinding(
                b.parties(),
                b.signer(),
                b.callersParty(),
                b.calleesParty(),
                b.setup(),
                b.callers(),
                b.callees(),
                b.callersMedia(),
                b.calleesMedia(),
                b.privacy(),
                expires);
    }
}
