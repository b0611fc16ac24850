package io.calling.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.CallAgent;
import io.calling.CallSecurity;
import io.calling.EndReason;
import io.calling.PeerId;
import io.calling.srtp.Verification;
import io.calling.srtp.verification.IdentityKey;
import io.calling.srtp.verification.IdentityPublicKey;
import io.calling.testkit.CallPair;
import io.calling.testkit.Party;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.SocketLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.net.TestClock;
import io.calling.testkit.net.VirtualNetwork;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** L27: a man in the middle of signaling, against whole calls with real handshakes. */
@ExtendWith({ThreadLeakExtension.class, SocketLeakExtension.class, LogLeakExtension.class})
class IdentityCallTest {
    private static final PeerId ALICE = PeerId.of("alice");
    private static final PeerId BOB = PeerId.of("bob");
    private static final IdentityKey ALICES = key(1);
    private static final IdentityKey BOBS = key(2);

    private static IdentityKey key(int number) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) number);
        return IdentityKey.of(secret);
    }

    private static UnaryOperator<CallAgent.Builder> signing(
            PeerId self, IdentityKey key, Map<PeerId, IdentityPublicKey> known) {
        return agent -> agent.identity(self, key, peer -> Optional.ofNullable(known.get(peer)));
    }

    private static CallPair pair(
            Map<PeerId, IdentityPublicKey> knownToAlice,
            Map<PeerId, IdentityPublicKey> knownToBob) {
        return CallPair.builder()
                .on(VirtualNetwork.on(new TestClock(), 4))
                .alice(signing(ALICE, ALICES, knownToAlice))
                .bob(signing(BOB, BOBS, knownToBob))
                .start();
    }

    private static CallPair knowingEachOther() {
        return pair(Map.of(BOB, BOBS.publicKey()), Map.of(ALICE, ALICES.publicKey()));
    }

    private static CallSecurity security(Party party) {
        return party.call().security().orElseThrow();
    }

    @Test
    void identityKeysVerifyTheCallOnBothSides() {
        try (CallPair pair = knowingEachOther()) {
            pair.connect();
            pair.pass(Duration.ofSeconds(1));
            assertThat(security(pair.alice()).verification()).isEqualTo(Verification.IDENTITY_KEY);
            assertThat(security(pair.bob()).verification()).isEqualTo(Verification.IDENTITY_KEY);
            assertThat(security(pair.alice()).sas())
                    .isPresent()
                    .isEqualTo(security(pair.bob()).sas());
        }
    }

    @Test
    void twoAgentsAgreeThatHeadersAreEncryptedToo() {
        try (CallPair pair = knowingEachOther()) {
            pair.connect();
            pair.pass(Duration.ofSeconds(1));
            assertThat(security(pair.alice()).cryptex()).isTrue();
            assertThat(security(pair.bob()).cryptex()).isTrue();
        }
    }

    @Test
    void withoutKeysPeopleCompareWhatBothSidesShow() {
        try (CallPair pair = CallPair.on(VirtualNetwork.on(new TestClock(), 5))) {
            pair.connect();
            pair.pass(Duration.ofSeconds(1));
            assertThat(security(pair.bob()).verification()).isEqualTo(Verification.UNVERIFIED);
            pair.bob().call().confirmSas(security(pair.alice()).sas().orElseThrow());
            pair.pass(Duration.ofSeconds(1));
            assertThat(security(pair.bob()).verification())
                    .isEqualTo(Verification.COMPARED_BY_PEOPLE);
        }
    }

    /** Neither knows the other's key, yet both have signed: the handshake is bound to both. */
    @Test
    void L27_aSignatureThatIsTakenAwayOnItsWayFailsTheHandshake() {
        try (CallPair pair = pair(Map.of(), Map.of())) {
            pair.signaling()
                    .change(
                            text ->
                                    text.contains(" accept ")
                                            ? text.replaceAll(" until=[^ ]* sig=[^ ]*", "")
                                            : text);
            pair.alice().place(BOB);
            pair.bob().accept();
            assertThat(pair.bob().awaitEnd()).isEqualTo(EndReason.IDENTITY_MISMATCH);
        }
    }

    @Test
    void L27_aFingerprintThatIsSwappedOnItsWayEndsTheCallBeforeTheHandshake() {
        try (CallPair pair = knowingEachOther()) {
            pair.signaling()
                    .change(
                            text ->
                                    text.contains(" accept ")
                                            ? text.replaceAll(
                                                    "fp=sha-256,[0-9A-F:]{5}", "fp=sha-256,00:11")
                                            : text);
            pair.alice().place(BOB);
            pair.bob().accept();
            assertThat(pair.alice().awaitEnd()).isEqualTo(EndReason.IDENTITY_MISMATCH);
        }
    }
}
