package io.calling;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.Bench.Silence;
import io.calling.CallState.Ended;
import io.calling.signaling.Envelope;
import io.calling.signaling.MessageText;
import io.calling.signaling.Reading;
import io.calling.signaling.SignalingMessage;
import io.calling.signaling.SignalingMessage.Accept;
import io.calling.signaling.SignalingMessage.HangUp;
import io.calling.signaling.SignalingMessage.Invite;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an agent still knows of a call that is over. */
class EndedCallTest {
    private final Bench bench = new Bench();
    private final Bench.Device alice = bench.device(Bench.ALICE);
    private final Bench.Device bob = bench.device(Bench.BOB);
    private CallSession late;
    private Envelope invite;
    private Envelope accept;

    /** Alice gives up, Bob's device hears nothing of it, and he accepts: too late. */
    @BeforeEach
    void acceptTooLate() {
        CallSession call = alice.agent.place(Bench.BOB, new Silence().media());
        IncomingCall ringing = bob.rings();
        bob.deaf = true;
        call.hangUp();
        bench.network.run();
        assertThat(call.state()).isEqualTo(new Ended(EndReason.HUNG_UP));
        alice.deaf = true;
        late = ringing.accept(new Silence().media());
        bench.network.run();
        invite = sent(alice, Invite.class);
        accept = sent(bob, Accept.class);
        alice.deaf = false;
        alice.sent.clear();
    }

    private static Envelope sent(Bench.Device device, Class<?> kind) {
        return device.sent.stream()
                .map(EndedCallTest::read)
                .filter(envelope -> kind.isInstance(envelope.message()))
                .findFirst()
                .orElseThrow();
    }

    private static Envelope read(String text) {
        return ((Reading.Understood) MessageText.read(text)).envelope();
    }

    private List<SignalingMessage> answersTo(PeerId from, Envelope... envelopes) {
        for (Envelope envelope : envelopes) {
            alice.agent.receive(from, MessageText.write(envelope));
        }
        bench.network.run();
        return alice.sent.stream().map(text -> read(text).message()).toList();
    }

    @Test
    void anAcceptThatComesTooLateIsToldSoOnce() {
        assertThat(answersTo(Bench.BOB, accept, accept))
                .containsExactly(new HangUp(HangUp.Cause.USER));
        Envelope farewell = read(alice.sent.get(0));
        assertThat(farewell.call()).isEqualTo(invite.call());
        assertThat(farewell.party()).isEqualTo(invite.party());
        assertThat(farewell.sequence()).isGreaterThan(invite.sequence());
    }

    @Test
    void theDeviceThatAcceptedTooLateHearsThatItIsOver() {
        bob.deaf = false;
        answersTo(Bench.BOB, accept);
        assertThat(late.state()).isEqualTo(new Ended(EndReason.HUNG_UP));
    }

    @Test
    void L28_nobodyElseIsAnswered() {
        assertThat(answersTo(PeerId.of("mallory"), accept)).isEmpty();
    }

    @Test
    void L28_anAcceptThatWasWithheldIsNotAnswered() {
        answersTo(Bench.BOB, accept);
        alice.sent.clear();
        bench.pass(Duration.ofMinutes(2));
        Envelope next =
                new Envelope(
                        accept.call(),
                        accept.party(),
                        accept.sequence() + 1,
                        accept.ageMillis(),
                        accept.message());
        assertThat(answersTo(Bench.BOB, next)).isEmpty();
    }

    @Test
    void L28_anInviteThatIsRepeatedDoesNotRingAgain() {
        bob.deaf = false;
        alice.agent.receive(Bench.BOB, MessageText.write(invite));
        bob.agent.receive(Bench.ALICE, MessageText.write(read(bobsCallEnds())));
        bob.agent.receive(Bench.ALICE, MessageText.write(invite));
        bench.network.run();
        assertThat(bob.ringing).hasSize(1);
        assertThat(alice.ringing).isEmpty();
    }

    private String bobsCallEnds() {
        answersTo(Bench.BOB, accept);
        return alice.sent.get(0);
    }

    @Test
    void aCallThatIsOverIsForgottenButForThat() {
        WeakReference<CallRecord> record = callAndHangUp();
        bench.wire.forget();
        alice.ends.clear();
        alice.handshakes.clear();
        for (int i = 0; i < 20 && !record.refersTo(null); i++) {
            System.gc();
        }
        assertThat(record.refersTo(null)).isTrue();
    }

    private WeakReference<CallRecord> callAndHangUp() {
        bob.deaf = false;
        SessionView call = (SessionView) alice.agent.place(Bench.BOB, new Silence().media());
        bob.rings().accept(new Silence().media());
        bench.network.run();
        call.hangUp();
        bench.network.run();
        return new WeakReference<>(call.record());
    }
}
