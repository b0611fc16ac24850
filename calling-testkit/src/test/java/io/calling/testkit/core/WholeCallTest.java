package io.calling.testkit.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.CallSecurity;
import io.calling.CallSession;
import io.calling.CallState.Active;
import io.calling.CallState.Ended;
import io.calling.CallTimeline;
import io.calling.EndReason;
import io.calling.Milestone;
import io.calling.PeerId;
import io.calling.PrivacyReason;
import io.calling.ice.exposure.Audience;
import io.calling.ice.exposure.Subject;
import io.calling.ice.turn.RelayProvider;
import io.calling.ice.turn.RelayServer;
import io.calling.signaling.InMemorySignaling;
import io.calling.signaling.SignalingChannel;
import io.calling.srtp.SrtpProfile;
import io.calling.testkit.core.Party.Tone;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.SocketLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.relay.EmbeddedRelay;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two agents, a relay on loopback, and everything between them real. */
class WholeCallTest {
    private static final PeerId ALICE = PeerId.of("alice");
    private static final PeerId BOB = PeerId.of("bob");

    @RegisterExtension final ThreadLeakExtension threads = ThreadLeakExtension.except("ice4j.*");
    @RegisterExtension final SocketLeakExtension sockets = new SocketLeakExtension();
    @RegisterExtension final LogLeakExtension logs = new LogLeakExtension();

    private final InMemorySignaling hub = new InMemorySignaling();
    private final Tone toneOfAlice = new Tone();
    private final Tone toneOfBob = new Tone();
    private EmbeddedRelay relay;
    private Party alice;
    private Party bob;

    @BeforeEach
    void open() throws Exception {
        relay = EmbeddedRelay.builder().user("alice", "secret-a").user("bob", "secret-b").start();
        RelayProvider forAlice = RelayProvider.of(relay.server("alice"));
        RelayProvider forBob = RelayProvider.of(relay.server("bob"));
        alice = new Party(hub.channel(ALICE), forAlice, UnaryOperator.identity());
        bob = new Party(hub.channel(BOB), forBob, UnaryOperator.identity());
    }

    @AfterEach
    void close() throws Exception {
        alice.close();
        bob.close();
        Patient.until(() -> relay.allocations() == 0);
        relay.close();
    }

    @Test
    void aCallCarriesAudioBothWaysAndEnds() throws Exception {
        CallSession call = alice.place(BOB, toneOfAlice);
        CallSession there = bob.rings().accept(toneOfBob.media());
        Party.await(call, Active.class);
        Party.await(there, Active.class);
        toneOfAlice.awaitHeard(10);
        toneOfBob.awaitHeard(10);
        there.hangUp();
        assertThat(Party.await(call, Ended.class).reason()).isEqualTo(EndReason.HUNG_UP);
        assertThat(Party.await(there, Ended.class).reason()).isEqualTo(EndReason.HUNG_UP);
    }

    @Test
    void bothSidesShowTheSameCertificatesAndAnAeadCipher() throws Exception {
        CallSession call = alice.place(BOB, toneOfAlice);
        CallSession there = bob.rings().accept(toneOfBob.media());
        Party.await(call, Active.class);
        Party.await(there, Active.class);
        CallSecurity ours = call.security().orElseThrow();
        CallSecurity theirs = there.security().orElseThrow();
        assertThat(ours.localFingerprint()).isEqualTo(theirs.remoteFingerprint());
        assertThat(ours.remoteFingerprint()).isEqualTo(theirs.localFingerprint());
        assertThat(ours.srtpProfile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
    }

    @Test
    void L13_twoCallsBetweenTheSameTwoShowFourCertificates() throws Exception {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 2; i++) {
            CallSession call = alice.place(BOB, new Tone());
            CallSession there = bob.rings().accept(new Tone().media());
            Party.await(call, Active.class);
            Party.await(there, Active.class);
            seen.add(call.security().orElseThrow().localFingerprint());
            seen.add(there.security().orElseThrow().localFingerprint());
            call.hangUp();
            Party.await(there, Ended.class);
        }
        assertThat(seen).hasSize(4);
    }

    @Test
    void theTimelineTellsEachStepInItsOrder() throws Exception {
        CallSession call = alice.place(BOB, toneOfAlice);
        bob.rings().accept(toneOfBob.media());
        Party.await(call, Active.class);
        toneOfAlice.awaitHeard(1);
        assertThat(call.timeline().steps())
                .extracting(CallTimeline.Step::milestone)
                .containsSubsequence(
                        Milestone.PLACED,
                        Milestone.RELAY_ALLOCATED,
                        Milestone.INVITED,
                        Milestone.RINGING,
                        Milestone.ACCEPTED,
                        Milestone.PATH_FOUND,
                        Milestone.SECURED)
                .contains(Milestone.FIRST_MEDIA_SENT, Milestone.FIRST_MEDIA_RECEIVED);
    }

    @Test
    void thePeerLearnsTheRelayAndNothingElse() throws Exception {
        CallSession call = alice.place(BOB, toneOfAlice);
        bob.rings().accept(toneOfBob.media());
        Party.await(call, Active.class);
        toneOfAlice.awaitHeard(5);
        assertThat(call.exposure().to(Audience.PEER))
                .isNotEmpty()
                .allMatch(exposure -> exposure.subject() == Subject.RELAYED_ADDRESS);
        assertThat(call.statistics().transport().egressRefused()).isZero();
        assertThat(call.privacyReason()).isEqualTo(PrivacyReason.BOTH_CHOSE);
    }

    @Test
    void wrongCredentialsEndTheCallByName() throws Exception {
        RelayServer wrong = RelayServer.of(relay.uri(), "alice", "not-the-secret");
        try (Party eve =
                new Party(
                        hub.channel(PeerId.of("eve")),
                        RelayProvider.of(wrong),
                        UnaryOperator.identity())) {
            CallSession call = eve.place(BOB, toneOfAlice);
            assertThat(Party.await(call, Ended.class).reason())
                    .isEqualTo(EndReason.RELAY_UNAUTHORIZED);
        }
        assertThat(toneOfAlice.closed).hasValue(2);
    }

    @Test
    void L06_aProviderThatGivesNoRelayEndsTheCallAtOnce() throws Exception {
        try (Party eve =
                new Party(
                        hub.channel(PeerId.of("eve")),
                        RelayProvider.of(),
                        UnaryOperator.identity())) {
            CallSession call = eve.place(BOB, toneOfAlice);
            assertThat(Party.await(call, Ended.class).reason())
                    .isEqualTo(EndReason.NO_RELAY_CONFIGURED);
        }
    }

    @Test
    void aRelayThatIsSilentEndsTheCallWithinItsDeadline() throws Exception {
        relay.faults().silence();
        CallSession call = alice.place(BOB, toneOfAlice);
        assertThat(Party.await(call, Ended.class).reason()).isEqualTo(EndReason.RELAY_UNREACHABLE);
        relay.faults().none();
    }

    @Test
    void aRelayThatAnswersGarbageEndsTheCallWithinItsDeadline() throws Exception {
        relay.faults().garbage();
        CallSession call = alice.place(BOB, toneOfAlice);
        assertThat(Party.await(call, Ended.class).reason()).isEqualTo(EndReason.RELAY_UNREACHABLE);
        relay.faults().none();
    }

    @Test
    void aPeerThatNeverAnswersEndsTheCallAtTheRingTimeout() throws Exception {
        try (Party hasty =
                new Party(
                        hub.channel(PeerId.of("hasty")),
                        RelayProvider.of(relay.server("alice")),
                        builder -> builder.ringTimeout(Duration.ofMillis(500)))) {
            CallSession call = hasty.place(BOB, toneOfAlice);
            assertThat(Party.await(call, Ended.class).reason()).isEqualTo(EndReason.UNANSWERED);
        }
    }

    @Test
    void bytesFlippedInFlightNeverReachTheEar() throws Exception {
        CallSession call = alice.place(BOB, toneOfAlice);
        CallSession there = bob.rings().accept(toneOfBob.media());
        Party.await(call, Active.class);
        Party.await(there, Active.class);
        toneOfBob.awaitHeard(1);
        relay.faults().flipOneByte();
        Patient.until(() -> there.statistics().packetsRejected() > 20);
        assertThat(there.state()).isEqualTo(new Active());
    }

    @Test
    void twoHundredCallsOneAfterAnotherLeaveNothing() throws Exception {
        for (int i = 0; i < 200; i++) {
            CallSession call = alice.place(BOB, new Tone());
            CallSession there = bob.rings().accept(new Tone().media());
            Party.await(call, Active.class);
            call.hangUp();
            Party.await(there, Ended.class);
        }
    }

    @Test
    void L27_aFingerprintSwappedOnTheWayEndsTheCallBeforeAnyMedia() throws Exception {
        SignalingChannel honest = hub.channel(PeerId.of("carol"));
        SignalingChannel tampered =
                new SignalingChannel() {
                    @Override
                    public void send(PeerId to, String message) throws Exception {
                        String other = message.contains("fp=sha-256,00") ? "FF" : "00";
                        honest.send(
                                to, message.replaceFirst("fp=sha-256,..", "fp=sha-256," + other));
                    }

                    @Override
                    public void onMessage(Handler handler) {
                        honest.onMessage(handler);
                    }
                };
        try (Party carol =
                new Party(
                        tampered,
                        RelayProvider.of(relay.server("bob")),
                        UnaryOperator.identity())) {
            CallSession call = alice.place(PeerId.of("carol"), toneOfAlice);
            carol.rings().accept(toneOfBob.media());
            assertThat(Party.await(call, Ended.class).reason())
                    .isEqualTo(EndReason.FINGERPRINT_MISMATCH);
        }
        assertThat(toneOfAlice.sent).hasValue(0);
        assertThat(toneOfBob.heard).hasValue(0);
    }

    @Test
    void callsHungUpWhileTheyAllocateLeaveNothing() throws Exception {
        for (int i = 0; i < 30; i++) {
            CallSession call = alice.place(BOB, new Tone());
            if (i % 2 == 1) {
                Patient.until(() -> relay.allocations() > 0);
            }
            call.hangUp();
            Party.await(call, Ended.class);
        }
    }

    @Test
    void agentsClosedInTheMiddleOfACallLeaveNoAllocation() throws Exception {
        PeerId carol = PeerId.of("carol");
        PeerId dave = PeerId.of("dave");
        for (int i = 0; i < 20; i++) {
            InMemorySignaling own = new InMemorySignaling();
            try (Party caller =
                            new Party(
                                    own.channel(carol),
                                    RelayProvider.of(relay.server("alice")),
                                    UnaryOperator.identity());
                    Party callee =
                            new Party(
                                    own.channel(dave),
                                    RelayProvider.of(relay.server("bob")),
                                    UnaryOperator.identity())) {
                CallSession call = caller.place(dave, new Tone());
                callee.rings().accept(new Tone().media());
                Party.await(call, Active.class);
            }
            Patient.until(() -> relay.allocations() == 0);
        }
    }
}
