package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.srtp.verification.CallBinding;
import io.calling.srtp.verification.CallParties;
import io.calling.srtp.verification.IdentityCheck;
import io.calling.srtp.verification.IdentityKey;
import io.calling.srtp.verification.IdentitySignature;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * RFC 8844's unknown key-share attack. Alice calls Mallory; Mallory calls Bob and claims Alice's
 * fingerprint as her own. Every signature is genuine, and the handshake is between Alice, who
 * believes that Mallory is there, and Bob, who believes so too.
 */
class DtlsIdentityMisbindingTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SecureRandom random = new SecureRandom();
    private final IdentityKey aliceKey = IdentityKey.generate(random);
    private final IdentityKey bobKey = IdentityKey.generate(random);
    private final IdentityKey malloryKey = IdentityKey.generate(random);

    private static CallBinding invite(String caller, String callee, Fingerprint claimed) {
        return CallBinding.invite(
                new CallParties("call", caller, callee),
                "phone",
                SetupRole.PASSIVE,
                List.of(claimed),
                "audio",
                "relay-only",
                Party.NOW.plusSeconds(60));
    }

    private static CallBinding accept(CallBinding invite, Fingerprint claimed) {
        return invite.accept(
                "laptop",
                SetupRole.ACTIVE,
                List.of(claimed),
                "audio",
                "relay-only",
                Party.NOW.plusSeconds(60));
    }

    private static byte[] hash(IdentityKey key, CallBinding binding) {
        return binding.identityHash(key.sign(binding));
    }

    @Test
    void twoPartiesWhoMeanEachOtherConnect() {
        Party alice = new Party(SetupRole.PASSIVE);
        Party bob = new Party(SetupRole.ACTIVE);
        CallBinding invite = invite("alice", "bob", alice.certificate.fingerprint());
        CallBinding accept = accept(invite, bob.certificate.fingerprint());
        byte[] alices = hash(aliceKey, invite);
        byte[] bobs = hash(bobKey, accept);
        run(alice, ExternalIdentity.of(alices, bobs), bob, ExternalIdentity.of(bobs, alices));
        assertThat(alice.session).isNotNull();
        assertThat(bob.session).isNotNull();
    }

    @Test
    void L27_twoPartiesWhoMeanSomebodyElseDoNot() {
        Party alice = new Party(SetupRole.PASSIVE);
        Party bob = new Party(SetupRole.ACTIVE);
        CallBinding alicesInvite = invite("alice", "mallory", alice.certificate.fingerprint());
        CallBinding mallorysInvite = invite("mallory", "bob", alice.certificate.fingerprint());
        CallBinding bobsAccept = accept(mallorysInvite, bob.certificate.fingerprint());
        CallBinding mallorysAccept = accept(alicesInvite, bob.certificate.fingerprint());
        assertGenuine(malloryKey, mallorysInvite);
        assertGenuine(malloryKey, mallorysAccept);

        run(
                alice,
                ExternalIdentity.of(hash(aliceKey, alicesInvite), hash(malloryKey, mallorysAccept)),
                bob,
                ExternalIdentity.of(hash(bobKey, bobsAccept), hash(malloryKey, mallorysInvite)));
        assertThat(alice.failure).isEqualTo(DtlsFailure.IDENTITY_MISMATCH);
        assertThat(alice.session).isNull();
        assertThat(bob.session).isNull();
    }

    @Test
    void aPeerThatIsBoundToNothingIsRefused() {
        Party alice = new Party(SetupRole.PASSIVE);
        Party bob = new Party(SetupRole.ACTIVE);
        run(alice, ExternalIdentity.of(new byte[32], new byte[32]), bob, null);
        assertThat(alice.failure).isEqualTo(DtlsFailure.IDENTITY_MISMATCH);
        Party carol = new Party(SetupRole.PASSIVE);
        Party dave = new Party(SetupRole.ACTIVE);
        run(carol, null, dave, ExternalIdentity.of(new byte[32], new byte[32]));
        assertThat(dave.failure).isEqualTo(DtlsFailure.IDENTITY_MISMATCH);
    }

    private static void assertGenuine(IdentityKey key, CallBinding binding) {
        IdentitySignature signature = key.sign(binding);
        assertThat(IdentityCheck.of(key.publicKey(), signature, binding, Party.NOW))
                .isEqualTo(IdentityCheck.VERIFIED);
    }

    private void run(
            Party server, ExternalIdentity servers, Party client, ExternalIdentity clients) {
        var time = new VirtualTime();
        try (var engine = DtlsEngine.builder(random).timers(time).build()) {
            LossyLink toServer = new LossyLink(time, 1).to(server::receive);
            LossyLink toClient = new LossyLink(time, 2).to(client::receive);
            server.build(engine, toClient, b -> servers == null ? b : b.externalIdentity(servers));
            client.build(engine, toServer, b -> clients == null ? b : b.externalIdentity(clients));
            server.expecting(client.certificate.fingerprint()).transport.start();
            client.expecting(server.certificate.fingerprint()).transport.start();
            time.pass(SECOND, engine);
            server.close();
            client.close();
        }
    }
}
