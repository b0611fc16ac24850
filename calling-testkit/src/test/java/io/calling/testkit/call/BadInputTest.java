package io.calling.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.CallAgent;
import io.calling.CallState;
import io.calling.EndReason;
import io.calling.IncomingCall;
import io.calling.ice.turn.RelayProvider;
import io.calling.ice.turn.RelayServer;
import io.calling.policy.CallPolicy;
import io.calling.policy.Who;
import io.calling.testkit.CallPair;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.SocketLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.net.VirtualNetwork;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever goes wrong, a call ends with its reason, in time, and leaves nothing behind. */
@ExtendWith({ThreadLeakExtension.class, SocketLeakExtension.class, LogLeakExtension.class})
class BadInputTest {
    private static final int SPEED = 20;
    private static final Duration RING = Duration.ofSeconds(60);

    private CallPair pair;

    private CallPair start(CallPair.Builder builder) {
        pair = builder.on(VirtualNetwork.inRealTime(3, SPEED)).start();
        return pair;
    }

    private CallPair start() {
        return start(CallPair.builder());
    }

    /** Where time is the reason of the end, none but the test's may pass. */
    private CallPair startInTestTime(UnaryOperator<CallAgent.Builder> agents) {
        pair = CallPair.builder().agents(agents).patience(RING.plus(RING)).inTestTime(3).start();
        return pair;
    }

    @AfterEach
    void everythingIsReleased() {
        try (CallPair ended = pair) {
            pair.expect("the relay to be free", () -> ended.relay().allocations() == 0);
            pair.expect(
                    "the parties' sockets to be closed",
                    () -> openSockets("alice") + openSockets("bob") == 0);
        }
        assertThat(pair.alice().microphone().isClosed()).isTrue();
        assertThat(pair.alice().heard().isClosed()).isTrue();
    }

    private int openSockets(String host) {
        return pair.network().host(host).openSockets();
    }

    private EndReason aliceCallsAndFails() {
        pair.alice().place(pair.bob().id());
        return pair.alice().awaitEnd();
    }

    private static RelayProvider wrongPassword(String uri) {
        return RelayProvider.of(RelayServer.of(uri, "alice", "not the password"));
    }

    @Test
    void wrongCredentialsForTheRelay() {
        start(CallPair.builder().relaysOfAlice(relay -> wrongPassword(relay.uri())));
        assertThat(aliceCallsAndFails()).isEqualTo(EndReason.RELAY_UNAUTHORIZED);
    }

    @Test
    void aRelayThatDoesNotAnswer() {
        start().relay().faults().silence();
        assertThat(aliceCallsAndFails()).isEqualTo(EndReason.RELAY_UNREACHABLE);
    }

    @Test
    void aRelayThatAnswersGarbage() {
        start().relay().faults().garbage();
        assertThat(aliceCallsAndFails()).isEqualTo(EndReason.RELAY_UNREACHABLE);
    }

    @Test
    void aRelayThatHasNoRoom() {
        start().relay().faults().refuse(486);
        assertThat(aliceCallsAndFails()).isEqualTo(EndReason.RELAY_UNREACHABLE);
    }

    @Test
    void L06_noRelayAtAll() {
        start(CallPair.builder().relaysOfAlice(relay -> RelayProvider.of()));
        assertThat(aliceCallsAndFails()).isEqualTo(EndReason.NO_RELAY_CONFIGURED);
    }

    @Test
    void aRelayProviderThatThrows() {
        start(
                CallPair.builder()
                        .relaysOfAlice(
                                relay ->
                                        () -> {
                                            throw new IllegalStateException("no token");
                                        }));
        assertThat(aliceCallsAndFails()).isEqualTo(EndReason.RELAY_UNREACHABLE);
    }

    @Test
    void aRelayProviderThatFailsLater() {
        start(
                CallPair.builder()
                        .relaysOfAlice(
                                relay ->
                                        () ->
                                                CompletableFuture.failedFuture(
                                                        new IllegalStateException("no token"))));
        assertThat(aliceCallsAndFails()).isEqualTo(EndReason.RELAY_UNREACHABLE);
    }

    @Test
    void aPeerThatNeverAnswers() {
        startInTestTime(agent -> agent.ringTimeout(RING));
        pair.alice().place(pair.bob().id());
        IncomingCall ringing = pair.bob().awaitIncoming();
        assertThat(pair.alice().awaitEnd()).isEqualTo(EndReason.UNANSWERED);
        pair.expect("Bob's phone to fall silent", () -> ringing.endReason().isPresent());
    }

    @Test
    void aPeerThatIsOffline() {
        startInTestTime(agent -> agent.ringTimeout(RING));
        pair.signaling().lose(message -> true);
        assertThat(aliceCallsAndFails()).isEqualTo(EndReason.UNANSWERED);
    }

    @Test
    void L27_aFingerprintThatSomebodySwapped() {
        start().signaling().change(BadInputTest::swapFingerprint);
        pair.alice().place(pair.bob().id());
        pair.bob().accept();
        // Who notices first ends the call, and tells the other that security was the cause: by the
        // certificate, or by the short authentication string, to which both fingerprints belong.
        assertThat(List.of(pair.alice().awaitEnd(), pair.bob().awaitEnd()))
                .containsAnyOf(EndReason.FINGERPRINT_MISMATCH, EndReason.IDENTITY_MISMATCH)
                .isSubsetOf(
                        EndReason.FINGERPRINT_MISMATCH,
                        EndReason.IDENTITY_MISMATCH,
                        EndReason.HANDSHAKE_FAILED);
        assertThat(pair.alice().microphone().framesDrawn()).isZero();
        assertThat(pair.bob().heard().frames()).isZero();
    }

    private static String swapFingerprint(String text) {
        Matcher matcher = Pattern.compile("(fp=sha-256,)(..)").matcher(text);
        return matcher.replaceFirst(
                found -> found.group(1) + (found.group(2).equals("00") ? "01" : "00"));
    }

    @Test
    void aSignalingChannelThatThrows() {
        start().signaling().throwOn(message -> true);
        assertThat(aliceCallsAndFails()).isEqualTo(EndReason.SIGNALING_FAILED);
    }

    @Test
    void aSignalingChannelThatThrowsAtTheCallee() {
        startInTestTime(agent -> agent.ringTimeout(RING));
        pair.signaling().throwOn(message -> message.from().equals(pair.bob().id()));
        pair.alice().place(pair.bob().id());
        pair.bob().accept();
        assertThat(pair.bob().awaitEnd()).isEqualTo(EndReason.SIGNALING_FAILED);
        assertThat(pair.alice().awaitEnd()).isEqualTo(EndReason.UNANSWERED);
    }

    @Test
    void factsThatNeverComeAboutWhomWeCall() {
        CallPolicy careful = CallPolicy.builder().call(Who.contacts()).build();
        startInTestTime(
                agent ->
                        agent.policy(careful)
                                .executor(task -> {}) // an application that hangs
                                .ringTimeout(RING));
        pair.alice().place(pair.bob().id());
        pair.expect(
                "the end of the call",
                () ->
                        pair.alice()
                                .call()
                                .state()
                                .equals(new CallState.Ended(EndReason.UNANSWERED)));
    }

    @Test
    void listenersThatThrowEndNeitherTheCallNorTheThread() {
        start();
        pair.alice().place(pair.bob().id());
        pair.alice()
                .call()
                .onState(
                        state -> {
                            throw new IllegalStateException("of the application");
                        });
        pair.bob().accept();
        pair.alice().awaitActive();
        pair.bob().awaitHearing(pair.alice().tone());
        pair.alice().call().hangUp();
        assertThat(pair.bob().awaitEnd()).isEqualTo(EndReason.HUNG_UP);
        pair.alice().awaitEnd();
        List<CallState> states = pair.alice().states();
        assertThat(states.get(states.size() - 1)).isInstanceOf(CallState.Ended.class);
    }

    @Test
    void aMicrophoneThatIsPulledOutIsSilentAndTheCallGoesOn() {
        start().connect();
        pair.alice().microphone().breakDown();
        pair.alice().awaitHearing(pair.bob().tone());
        assertThat(pair.alice().call().state()).isInstanceOf(CallState.Active.class);
        pair.bob().call().hangUp();
        assertThat(pair.alice().awaitEnd()).isEqualTo(EndReason.HUNG_UP);
        pair.bob().awaitEnd();
    }

    @Test
    void oneByteOfEachPacketFlipped() {
        start().relay().faults().flipOneByte();
        pair.alice().place(pair.bob().id());
        pair.bob().accept();
        assertThat(pair.alice().awaitEnd()).isEqualTo(EndReason.NO_PATH);
        pair.bob().awaitEnd();
    }

    @Test
    void oneByteOfEachHandshakePacketFlipped() {
        start().relay().faults().flipOneByteOf(data -> data[0] >= 20 && data[0] <= 63);
        pair.alice().place(pair.bob().id());
        pair.bob().accept();
        // The certificate was hit as well, so its fingerprint may be what is noticed first.
        assertThat(pair.alice().awaitEnd())
                .isIn(EndReason.HANDSHAKE_FAILED, EndReason.FINGERPRINT_MISMATCH);
        pair.bob().awaitEnd();
        assertThat(pair.alice().microphone().framesDrawn()).isZero();
    }

    @Test
    void oneByteOfEachMediaPacketFlipped() {
        start().relay().faults().flipOneByteOf(data -> (data[0] & 0xC0) == 0x80);
        pair.connect();
        pair.expect(
                "forged packets to be counted",
                () -> pair.bob().call().statistics().packetsRejected() > 20);
        assertThat(pair.bob().heard().frames()).isZero();
        pair.alice().call().hangUp();
        pair.alice().awaitEnd();
        pair.bob().awaitEnd();
    }

    @Test
    void aRelayThatDiesInMidCall() {
        start().connect();
        pair.relay().die();
        EndReason first = pair.alice().awaitEnd();
        EndReason second = pair.bob().awaitEnd();
        // Who notices first says so to the other, over the channel that still works.
        assertThat(List.of(first, second))
                .containsAnyOf(EndReason.PEER_LOST, EndReason.RELAY_UNREACHABLE)
                .isSubsetOf(EndReason.PEER_LOST, EndReason.RELAY_UNREACHABLE, EndReason.NO_PATH);
    }
}
