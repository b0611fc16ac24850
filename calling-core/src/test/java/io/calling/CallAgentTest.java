package io.calling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calling.Bench.Device;
import io.calling.Bench.Silence;
import io.calling.CallState.Active;
import io.calling.CallState.Connecting;
import io.calling.CallState.Ended;
import io.calling.CallState.Ringing;
import io.calling.ice.IceRole;
import io.calling.signaling.InMemorySignaling;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallAgentTest {
    private final Bench bench = new Bench();
    private final Device alice = bench.device(Bench.ALICE);
    private final Device bob = bench.device(Bench.BOB);

    private CallSession place() {
        return alice.agent.place(Bench.BOB, new Silence().media());
    }

    @Test
    void anAcceptedCallBecomesActiveOnBothSides() {
        CallSession atAlice = place();
        CallSession atBob = bob.rings().accept(new Silence().media());
        bench.network.run();
        assertThat(atAlice.state()).isEqualTo(new Active());
        assertThat(atBob.state()).isEqualTo(new Active());
    }

    @Test
    void listenersHearEveryStateInOrder() {
        List<CallState> heard = new ArrayList<>();
        place().onState(heard::add);
        bob.rings().accept(new Silence().media());
        bench.network.run();
        assertThat(heard)
                .containsExactly(
                        new Ringing(false), new Ringing(true), new Connecting(), new Active());
    }

    @Test
    void theCallerControlsIceAndTheCalleeOpensTheHandshake() {
        CallSession atAlice = place();
        bob.rings().accept(new Silence().media());
        bench.network.run();
        assertThat(alice.end().role()).contains(IceRole.CONTROLLING);
        assertThat(bob.end().role()).contains(IceRole.CONTROLLED);
        assertThat(atAlice.security()).isPresent();
    }

    @Test
    void hangingUpEndsBothSidesAndReleasesEverything() {
        Silence mine = new Silence();
        Silence theirs = new Silence();
        CallSession atAlice = alice.agent.place(Bench.BOB, mine.media());
        CallSession atBob = bob.rings().accept(theirs.media());
        bench.network.run();
        atAlice.hangUp();
        bench.network.run();
        assertThat(atAlice.state()).isEqualTo(new Ended(EndReason.HUNG_UP));
        assertThat(atBob.state()).isEqualTo(new Ended(EndReason.HUNG_UP));
        assertThat(alice.end().isClosed()).isTrue();
        assertThat(bob.end().isClosed()).isTrue();
        assertThat(bench.network.waiting()).as("timers left").isZero();
    }

    @Test
    void aCallThatIsOverLetsGoOfWhatItPlayedAndRecorded() {
        WeakReference<Silence> recording = callAndHangUp();
        for (int i = 0; i < 20 && !recording.refersTo(null); i++) {
            System.gc();
        }
        assertThat(recording.refersTo(null)).isTrue();
    }

    private WeakReference<Silence> callAndHangUp() {
        Silence mine = new Silence();
        CallSession call = alice.agent.place(Bench.BOB, mine.media());
        bob.rings().accept(new Silence().media());
        bench.network.run();
        assertThat(call.state()).isEqualTo(new Active());
        call.hangUp();
        bench.network.run();
        assertThat(mine.closed).isPositive();
        return new WeakReference<>(mine);
    }

    @Test
    void aCallThatNobodyAnswersEndsAsUnanswered() {
        CallSession atAlice = place();
        IncomingCall atBob = bob.rings();
        bench.pass(CallTimes.DEFAULT.ring());
        assertThat(atAlice.state()).isEqualTo(new Ended(EndReason.UNANSWERED));
        assertThat(atBob.endReason()).contains(EndReason.UNANSWERED);
        assertThat(bench.network.waiting()).as("timers left").isZero();
    }

    @Test
    void aContactIsToldThatTheCallWasDeclined() {
        CallSession atAlice = place();
        bob.rings().decline();
        bench.network.run();
        assertThat(atAlice.state()).isEqualTo(new Ended(EndReason.DECLINED));
    }

    @Test
    void bothSidesKnowWhyTheCallIsRelayed() {
        CallSession atAlice = place();
        CallSession atBob = bob.rings().accept(new Silence().media());
        bench.network.run();
        assertThat(atAlice.privacyReason()).isEqualTo(PrivacyReason.BOTH_CHOSE);
        assertThat(atBob.privacyReason()).isEqualTo(PrivacyReason.BOTH_CHOSE);
    }

    @Test
    void buildNamesTheMissingRelays() {
        CallAgent.Builder builder =
                CallAgent.builder().signaling(new InMemorySignaling().channel(Bench.ALICE));
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("relays");
    }

    @Test
    void buildNamesTheMissingChannel() {
        assertThatThrownBy(() -> CallAgent.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("signaling");
    }
}
