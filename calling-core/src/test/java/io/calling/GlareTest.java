package io.calling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calling.Bench.Device;
import io.calling.Bench.Silence;
import io.calling.CallState.Active;
import io.calling.CallState.Ended;
import io.calling.ice.IceRole;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Both call each other: one call results, the same on both sides, and nobody hears "busy". */
class GlareTest {
    /** Which of two calls goes on is a matter of chance: each test takes other chances. */
    private static final AtomicInteger SEEDS = new AtomicInteger();

    private final Bench bench = new Bench(SEEDS.incrementAndGet());
    private final Device alice = bench.device(Bench.ALICE);
    private final Device bob = bench.device(Bench.BOB);

    private CallSession alicePlaces() {
        return alice.agent.place(Bench.BOB, new Silence().media());
    }

    private CallSession bobPlaces() {
        return bob.agent.place(Bench.ALICE, new Silence().media());
    }

    @RepeatedTest(8)
    void callsThatCrossBecomeOneCall() {
        CallSession atAlice = alicePlaces();
        CallSession atBob = bobPlaces();
        bench.network.run();
        assertThat(List.of(atAlice.state(), atBob.state()))
                .containsExactly(new Active(), new Active());
        assertThat(alice.ringing).isEmpty();
        assertThat(bob.ringing).isEmpty();
        assertThat(List.of(alice.end().role().orElseThrow(), bob.end().role().orElseThrow()))
                .containsExactlyInAnyOrder(IceRole.CONTROLLING, IceRole.CONTROLLED);
        atAlice.hangUp();
        bench.network.run();
        assertThat(atBob.state()).isEqualTo(new Ended(EndReason.HUNG_UP));
    }

    @RepeatedTest(8)
    void whoCallsThePersonWhoseCallRingsAnswersIt() {
        CallSession atAlice = alicePlaces();
        IncomingCall ringing = bob.rings();
        CallSession atBob = bobPlaces();
        bench.network.run();
        assertThat(atAlice.state()).isEqualTo(new Active());
        assertThat(atBob.state()).isEqualTo(new Active());
        assertThat(ringing.endReason()).contains(EndReason.ANSWERED_ELSEWHERE);
        assertThat(alice.ringing).isEmpty();
    }

    @RepeatedTest(8)
    void theOtherDevicesOfBothSidesStopRinging() {
        Device desk = bench.device(Bench.BOB);
        CallSession atAlice = alicePlaces();
        CallSession atBob = bobPlaces();
        bench.network.run();
        assertThat(atAlice.state()).isEqualTo(new Active());
        assertThat(atBob.state()).isEqualTo(new Active());
        assertThat(desk.ringing).allMatch(call -> call.endReason().isPresent());
    }

    @Test
    void aCallThatGaveWayIsNotRevivedByItsOldMessages() {
        CallSession atAlice = alicePlaces();
        CallSession atBob = bobPlaces();
        bench.network.run();
        atAlice.hangUp();
        bench.network.run();
        alice.sent.forEach(text -> bob.agent.receive(Bench.ALICE, text));
        bob.sent.forEach(text -> alice.agent.receive(Bench.BOB, text));
        bench.network.run();
        assertThat(alice.ringing).isEmpty();
        assertThat(bob.ringing).isEmpty();
        assertThat(atBob.state()).isEqualTo(new Ended(EndReason.HUNG_UP));
    }

    @Test
    void anIncomingCallOfSomebodyElseIsNoAnswer() {
        Device carol = bench.device(PeerId.of("carol"));
        carol.agent.place(Bench.BOB, new Silence().media());
        bob.rings();
        CallSession atBob = bobPlaces();
        alice.rings();
        assertThat(atBob.state()).isEqualTo(new CallState.Ringing(true));
        assertThat(bob.ringing.get(0).endReason()).isEmpty();
    }

    @Test
    void L25_privacyOnlyEverTightensInACall() {
        Device open =
                bench.device(
                        PeerId.of("open"), config -> Bench.withPrivacy(config, Privacy.DIRECT));
        CallSession call = open.agent.place(Bench.BOB, new Silence().media());
        CallSession there = bob.rings().accept(new Silence().media());
        bench.network.run();
        assertThat(call.privacyReason()).isEqualTo(PrivacyReason.THEIR_CHOICE);
        assertThat(there.privacyReason()).isEqualTo(PrivacyReason.OUR_CHOICE);
        call.privacy(Privacy.RELAY_ONLY);
        bench.network.run();
        assertThat(call.privacyReason()).isEqualTo(PrivacyReason.BOTH_CHOSE);
        assertThat(there.privacyReason()).isEqualTo(PrivacyReason.BOTH_CHOSE);
        assertThatThrownBy(() -> call.privacy(Privacy.DIRECT))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
