package io.calling;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.Bench.Device;
import io.calling.Bench.Silence;
import io.calling.CallState.Active;
import io.calling.CallState.Ended;
import io.calling.policy.CallPolicy;
import io.calling.policy.Who;
import io.calling.signaling.Envelope;
import io.calling.signaling.MessageText;
import io.calling.signaling.Messages;
import io.calling.signaling.Reading;
import io.calling.signaling.SignalingMessage.Busy;
import io.calling.signaling.SignalingMessage.HangUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The problems that Matrix' MSC2746 and Signal's RingRTC list, as calls between three devices. */
class KnownProblemsTest {
    private final Bench bench = new Bench();
    private final Device alice = bench.device(Bench.ALICE);
    private final Device phone = bench.device(Bench.BOB);
    private final Device desk = bench.device(Bench.BOB);

    private CallSession aliceCalls() {
        return alice.agent.place(Bench.BOB, new Silence().media());
    }

    private Envelope sentBy(Device device, int index) {
        return ((Reading.Understood) MessageText.read(device.sent.get(index))).envelope();
    }

    /** MSC2746, party_id: each device speaks for itself, and for the call it has accepted only. */
    @Test
    void L28_matrixPartyIdsTellTheDevicesOfOneUserApart() {
        CallSession call = aliceCalls();
        IncomingCall atDesk = desk.rings();
        CallSession atPhone = phone.rings().accept(new Silence().media());
        bench.network.run();
        atDesk.accept(new Silence().media()).hangUp();
        bench.network.run();
        assertThat(call.state()).isEqualTo(new Active());
        assertThat(atPhone.state()).isEqualTo(new Active());
    }

    /** MSC2746, select_answer: the caller says which device has the call, to all of them. */
    @Test
    void matrixSelectAnswerReachesADeviceThatMissedItAtFirst() {
        aliceCalls();
        IncomingCall atDesk = desk.rings();
        desk.deaf = true;
        phone.rings().accept(new Silence().media());
        bench.network.run();
        desk.deaf = false;
        bench.pass(Duration.ofSeconds(5));
        assertThat(atDesk.endReason()).contains(EndReason.ANSWERED_ELSEWHERE);
    }

    /** MSC2746: to reject is to end the ringing everywhere; to ignore is not. */
    @Test
    void matrixARejectIsNoHangUpAndNoIgnoring() {
        CallSession call = aliceCalls();
        IncomingCall atDesk = desk.rings();
        phone.rings().decline();
        bench.network.run();
        assertThat(call.state()).isEqualTo(new Ended(EndReason.DECLINED));
        assertThat(atDesk.endReason()).contains(EndReason.UNANSWERED);
    }

    /** MSC2746: one device ignores the call, the other may still take it. */
    @Test
    void L24_matrixACallIgnoredOnOneDeviceRingsOnTheOther() {
        Device quiet = bench.device(PeerId.of("carol"), Bench::discreet);
        Device loud = bench.device(PeerId.of("carol"), Bench::discreet);
        CallSession call = alice.agent.place(PeerId.of("carol"), new Silence().media());
        IncomingCall atLoud = loud.rings();
        quiet.rings().decline();
        bench.network.run();
        assertThat(atLoud.endReason()).isEmpty();
        atLoud.accept(new Silence().media());
        bench.network.run();
        assertThat(call.state()).isEqualTo(new Active());
    }

    /**
     * MSC2746, lifetime: messages of an old call that come when the device is back ring nowhere.
     */
    @Test
    void L28_matrixABacklogOfAnOldCallDoesNotRing() {
        Messages messages = new Messages(9);
        Envelope old = messages.envelope(messages.invite(Duration.ofSeconds(60)));
        Envelope late = new Envelope(old.call(), old.party(), 0, 61_000, old.message());
        phone.agent.receive(Bench.ALICE, MessageText.write(late));
        bench.network.run();
        assertThat(phone.ringing).isEmpty();
    }

    /** A hang-up that overtakes its invite: nobody is there to be answered. */
    @Test
    void L28_anInviteThatComesAfterItsHangUpDoesNotRing() {
        alice.channelLoses = true;
        CallSession call = aliceCalls();
        bench.network.run();
        call.hangUp();
        bench.network.run();
        List<String> backwards = new ArrayList<>(alice.sent);
        java.util.Collections.reverse(backwards);
        backwards.forEach(text -> phone.agent.receive(Bench.ALICE, text));
        bench.network.run();
        assertThat(backwards).hasSize(2);
        assertThat(phone.ringing).isEmpty();
        assertThat(phone.ends).as("allocations").isEmpty();
    }

    /** RingRTC: a hang-up of the last call must not end this one. */
    @Test
    void L28_ringRtcAHangUpOfAnEarlierCallEndsNothing() {
        CallSession first = aliceCalls();
        phone.rings().accept(new Silence().media());
        bench.network.run();
        first.hangUp();
        bench.network.run();
        CallSession second = aliceCalls();
        phone.rings().accept(new Silence().media());
        bench.network.run();
        List.copyOf(alice.sent).forEach(text -> phone.agent.receive(Bench.ALICE, text));
        List.copyOf(phone.sent).forEach(text -> alice.agent.receive(Bench.BOB, text));
        bench.network.run();
        assertThat(second.state()).isEqualTo(new Active());
    }

    /** RingRTC: busy on another device of the callee ends the ringing on all. */
    @Test
    void ringRtcBusyOnAnotherDeviceStopsTheRinging() {
        CallSession call = aliceCalls();
        IncomingCall atDesk = desk.rings();
        Envelope invite = sentBy(alice, 0);
        alice.agent.receive(
                Bench.BOB,
                MessageText.write(
                        new Envelope(invite.call(), new Messages(6).party(), 0, 10, new Busy())));
        bench.network.run();
        assertThat(call.state()).isEqualTo(new Ended(EndReason.BUSY));
        assertThat(atDesk.endReason()).contains(EndReason.UNANSWERED);
    }

    /** RingRTC: a device that says busy when another has accepted is heard by nobody. */
    @Test
    void L28_ringRtcBusyAfterTheAcceptMeansNothing() {
        CallSession call = aliceCalls();
        phone.rings().accept(new Silence().media());
        bench.network.run();
        Envelope invite = sentBy(alice, 0);
        for (var message : List.of(new Busy(), new HangUp(HangUp.Cause.USER))) {
            alice.agent.receive(
                    Bench.BOB,
                    MessageText.write(
                            new Envelope(invite.call(), new Messages(6).party(), 0, 10, message)));
        }
        bench.network.run();
        assertThat(call.state()).isEqualTo(new Active());
        assertThat(call.statistics().messagesDropped()).isGreaterThanOrEqualTo(2);
    }

    /** RingRTC: a late accept after the caller gave up is told that it is too late. */
    @Test
    void ringRtcAnAcceptThatComesTooLateIsOver() {
        CallSession call = aliceCalls();
        IncomingCall ringing = phone.rings();
        phone.deaf = true;
        bench.pass(CallTimes.DEFAULT.ring().minusSeconds(1));
        alice.channelLoses = true;
        bench.pass(Duration.ofMillis(1_500));
        alice.channelLoses = false;
        phone.deaf = false;
        CallSession late = ringing.accept(new Silence().media());
        bench.network.run();
        assertThat(call.state()).isEqualTo(new Ended(EndReason.UNANSWERED));
        assertThat(late.state()).isInstanceOf(Ended.class);
    }

    /** RingRTC's "double loser": an order of the calls that both sides see makes one winner. */
    @Test
    void ringRtcGlareHasExactlyOneWinner() {
        for (int seed = 1; seed <= 20; seed++) {
            Messages messages = new Messages(seed);
            var ours = messages.call();
            var theirs = messages.call();
            assertThat(Opening.givesWay(ours, theirs)).isNotEqualTo(Opening.givesWay(theirs, ours));
        }
    }

    /** The app crashed and was started again: it knows no call, and the peer's ends by itself. */
    @Test
    void aHalfDeadCallEndsAtThePeerWithinThirtySeconds() {
        CallSession call = aliceCalls();
        phone.rings().accept(new Silence().media());
        bench.network.run();
        bench.network.execute(phone::vanish);
        bench.network.execute(() -> alice.end().listener().onInterrupted());
        Device restarted = bench.device(Bench.BOB);
        bench.pass(Duration.ofSeconds(30));
        assertThat(call.state()).isEqualTo(new Ended(EndReason.PEER_LOST));
        assertThat(restarted.ringing).isEmpty();
        assertThat(restarted.sent).as("an answer to a call it does not know").isEmpty();
    }

    /** What a blocked caller says afterwards is answered no more than the call itself. */
    @Test
    void L24_aRefusedCallersLaterMessagesAreAnsweredByNothing() {
        Device carol =
                bench.device(
                        PeerId.of("carol"),
                        config ->
                                Bench.withPolicy(
                                        config, CallPolicy.builder().deny(Who.anyone()).build()));
        alice.agent.place(PeerId.of("carol"), new Silence().media());
        bench.network.run();
        Envelope invite = sentBy(alice, 0);
        int sequence = 1;
        for (var message : new Messages(8).oneOfEach()) {
            carol.agent.receive(
                    Bench.ALICE,
                    MessageText.write(
                            new Envelope(invite.call(), invite.party(), sequence++, 100, message)));
            carol.agent.receive(
                    Bench.ALICE, MessageText.write(new Messages(sequence).envelope(message)));
        }
        bench.pass(Duration.ofMinutes(2));
        assertThat(carol.sent).isEmpty();
        assertThat(carol.ends).isEmpty();
        assertThat(carol.ringing).isEmpty();
    }
}
