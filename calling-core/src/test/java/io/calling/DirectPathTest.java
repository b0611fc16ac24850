package io.calling;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.Bench.Device;
import io.calling.Bench.Silence;
import io.calling.ice.CandidateType;
import io.calling.policy.CallerFacts;
import io.calling.policy.Relation;
import io.calling.policy.Who;
import io.calling.srtp.verification.IdentityKey;
import io.calling.srtp.verification.IdentityPublicKey;
import io.calling.srtp.verification.ShortAuthenticationString;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** When a call may leave the relays, and when it must go back to them. */
class DirectPathTest {
    private static final Privacy TRUSTING = Privacy.directAfterAccept(Who.contacts());

    private final Bench bench = new Bench();

    private Device device(PeerId self, Privacy privacy) {
        return bench.device(self, config -> Bench.withPrivacy(config, privacy));
    }

    private CallSession place(Device device) {
        return device.agent.place(Bench.BOB, new Silence().media());
    }

    private CallSession accept(Device device) {
        CallSession call = device.rings().accept(new Silence().media());
        bench.network.run();
        return call;
    }

    private void confirm(CallSession call) {
        ShortAuthenticationString sas = call.security().orElseThrow().sas().orElseThrow();
        call.confirmSas(sas);
        bench.network.run();
    }

    @Test
    void nothingIsDirectUntilAPersonConfirmedTheWords() {
        Device alice = device(Bench.ALICE, TRUSTING);
        Device bob = device(Bench.BOB, TRUSTING);
        CallSession atAlice = place(alice);
        CallSession atBob = accept(bob);
        assertThat(alice.end().isDirect()).isFalse();
        assertThat(bob.end().isDirect()).isFalse();
        confirm(atAlice);
        assertThat(alice.end().isDirect()).isTrue();
        assertThat(bob.end().isDirect()).isFalse();
        confirm(atBob);
        assertThat(bob.end().isDirect()).isTrue();
        assertThat(bob.end().remoteCandidates())
                .anyMatch(candidate -> candidate.type() == CandidateType.HOST);
    }

    @Test
    void identityKeysLetACallGoDirectOnceItIsSecured() {
        IdentityKey alices = key(1);
        IdentityKey bobs = key(2);
        Map<PeerId, IdentityPublicKey> keys =
                Map.of(Bench.ALICE, alices.publicKey(), Bench.BOB, bobs.publicKey());
        Device alice = bench.device(Bench.ALICE, signing(Bench.ALICE, alices, keys));
        Device bob = bench.device(Bench.BOB, signing(Bench.BOB, bobs, keys));
        place(alice);
        bob.rings();
        assertThat(bob.end().isDirect()).as("while it rings").isFalse();
        accept(bob);
        assertThat(alice.end().isDirect()).isTrue();
        assertThat(bob.end().isDirect()).isTrue();
    }

    private static IdentityKey key(int number) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) number);
        return IdentityKey.of(secret);
    }

    private static Function<AgentConfig, AgentConfig> signing(
            PeerId self, IdentityKey key, Map<PeerId, IdentityPublicKey> keys) {
        Identities identities =
                new Identities(self, key, peer -> Optional.ofNullable(keys.get(peer)));
        return config ->
                Bench.withKnowledge(
                        Bench.withPrivacy(config, TRUSTING),
                        new Knowledge(
                                peer -> CallerFacts.of(peer, Relation.CONTACT),
                                Set::of,
                                ZoneOffset.UTC,
                                identities));
    }

    @Test
    void L25_ifEitherSideWantsRelaysNoneOfThemGoesDirect() {
        Device alice = device(Bench.ALICE, Privacy.DIRECT);
        Device bob = device(Bench.BOB, Privacy.RELAY_ONLY);
        CallSession atAlice = place(alice);
        CallSession atBob = accept(bob);
        confirm(atAlice);
        confirm(atBob);
        assertThat(alice.end().isDirect()).isFalse();
        assertThat(bob.end().isDirect()).isFalse();
        assertThat(bob.end().isRelayFirst()).as("could ever be permitted").isFalse();
    }

    @Test
    void directFromTheAcceptTakesNoProof() {
        Device alice = device(Bench.ALICE, Privacy.DIRECT);
        Device bob = device(Bench.BOB, Privacy.DIRECT);
        place(alice);
        bob.rings();
        assertThat(bob.end().isDirect()).isFalse();
        accept(bob);
        assertThat(alice.end().isDirect()).isTrue();
        assertThat(bob.end().isDirect()).isTrue();
    }

    @Test
    void theOtherSidesWishForProofHoldsForBoth() {
        Device alice = device(Bench.ALICE, Privacy.DIRECT);
        Device bob = device(Bench.BOB, TRUSTING);
        place(alice);
        accept(bob);
        assertThat(alice.end().isDirect()).isFalse();
    }

    @Test
    void makingACallPrivateClosesTheDirectPathBeforeItReturnsAndTheOtherSideFollows() {
        Device alice = device(Bench.ALICE, Privacy.DIRECT);
        Device bob = device(Bench.BOB, Privacy.DIRECT);
        CallSession atAlice = place(alice);
        accept(bob);
        atAlice.privacy(Privacy.RELAY_ONLY);
        assertThat(alice.end().isDirect()).isFalse();
        bench.network.run();
        assertThat(bob.end().isDirect()).isFalse();
        assertThat(atAlice.state()).isEqualTo(new CallState.Active());
    }

    @Test
    void aCallMadePrivateBeforeItWentDirectNeverDoes() {
        Device alice = device(Bench.ALICE, TRUSTING);
        Device bob = device(Bench.BOB, TRUSTING);
        CallSession atAlice = place(alice);
        CallSession atBob = accept(bob);
        atBob.privacy(Privacy.RELAY_ONLY);
        bench.network.run();
        confirm(atAlice);
        confirm(atBob);
        assertThat(alice.end().isDirect()).isFalse();
        assertThat(bob.end().isDirect()).isFalse();
    }
}
