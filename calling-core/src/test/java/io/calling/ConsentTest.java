package io.calling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calling.Bench.Device;
import io.calling.Bench.Silence;
import io.calling.CallState.Active;
import io.calling.CallState.Ended;
import io.calling.CallState.Ringing;
import io.calling.policy.CallPolicy;
import io.calling.policy.CallerFacts;
import io.calling.policy.Relation;
import io.calling.policy.Who;
import io.calling.signaling.Envelope;
import io.calling.signaling.MessageText;
import io.calling.signaling.Messages;
import io.calling.signaling.Reading;
import io.calling.signaling.SignalingMessage;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing of ours moves before our own accept. */
class ConsentTest {
    private static final PeerId CAROL = PeerId.of("carol");

    private final Bench bench = new Bench();
    private final Device alice = bench.device(Bench.ALICE);
    private final Silence media = new Silence();

    @Test
    void L01_whileItRingsTheCalleeTellsNothingAndChecksNothing() {
        Device carol = bench.device(CAROL, Bench::discreet);
        alice.agent.place(CAROL, media.media());
        assertThat(carol.rings().caller()).isEqualTo(Bench.ALICE);
        bench.pass(Duration.ofSeconds(10));
        assertThat(carol.sent).isEmpty();
        assertThat(carol.end().hasGathered()).as("allocates while it rings").isTrue();
        assertThat(carol.end().hasConnected()).isFalse();
    }

    @Test
    void L24_aSilencedCallerCausesNothingAtAll() {
        Device carol = bench.device(CAROL, config -> Bench.withFacts(config, CallerFacts::of));
        CallSession call = alice.agent.place(CAROL, media.media());
        bench.pass(CallTimes.DEFAULT.ring());
        assertThat(carol.ringing).isEmpty();
        assertThat(carol.ends).as("allocations").isEmpty();
        assertThat(carol.sent).isEmpty();
        assertThat(call.state()).isEqualTo(new Ended(EndReason.UNANSWERED));
    }

    @Test
    void L24_aDeclineLooksLikeNoAnswerToThoseWhoMayNotKnow() {
        Device carol = bench.device(CAROL, Bench::discreet);
        CallSession call = alice.agent.place(CAROL, media.media());
        carol.rings().decline();
        bench.network.run();
        assertThat(call.state()).isEqualTo(new Ringing(false));
        bench.pass(CallTimes.DEFAULT.ring());
        assertThat(call.state()).isEqualTo(new Ended(EndReason.UNANSWERED));
        assertThat(carol.sent).isEmpty();
    }

    @Test
    void aDeniedCallerToWhomPresenceIsRevealedIsDeclined() {
        CallPolicy policy =
                CallPolicy.builder().deny(Who.anyone()).revealPresence(Who.contacts()).build();
        bench.device(CAROL, config -> Bench.withPolicy(config, policy));
        CallSession call = alice.agent.place(CAROL, media.media());
        bench.network.run();
        assertThat(call.state()).isEqualTo(new Ended(EndReason.DECLINED));
    }

    static Stream<SignalingMessage> messages() {
        return new Messages(8).oneOfEach().stream();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void L05_noMessageOfTheCallerAnswersTheCall(SignalingMessage message) {
        Device carol = bench.device(CAROL);
        alice.agent.place(CAROL, media.media());
        carol.rings();
        Envelope invite = sentBy(alice, 0);
        for (int sequence = 1; sequence < 10; sequence++) {
            carol.agent.receive(
                    Bench.ALICE,
                    MessageText.write(
                            new Envelope(invite.call(), invite.party(), sequence, 100, message)));
            bench.network.run();
        }
        assertThat(carol.end().hasConnected()).isFalse();
        assertThat(carol.sent).hasSize(1).first().asString().endsWith(" ringing");
    }

    @Test
    void L28_aReplayedInviteDoesNotRingAgain() {
        Device carol = bench.device(CAROL);
        CallSession call = alice.agent.place(CAROL, media.media());
        carol.rings();
        call.hangUp();
        bench.network.run();
        carol.agent.receive(Bench.ALICE, alice.sent.get(0));
        bench.network.run();
        assertThat(carol.ringing).hasSize(1);
        assertThat(carol.ends).hasSize(1);
    }

    @Test
    void L28_anExpiredInviteDoesNotRing() {
        Device carol = bench.device(CAROL);
        Envelope invite = new Messages(3).envelope(new Messages(3).invite(Duration.ofSeconds(5)));
        carol.agent.receive(
                Bench.ALICE,
                MessageText.write(
                        new Envelope(invite.call(), invite.party(), 0, 5_000, invite.message())));
        bench.network.run();
        assertThat(carol.ringing).isEmpty();
    }

    @Test
    void L28_aHangUpFromSomebodyElseIsDropped() {
        Device carol = bench.device(CAROL);
        CallSession call = alice.agent.place(CAROL, media.media());
        carol.rings().accept(new Silence().media());
        bench.network.run();
        Envelope invite = sentBy(alice, 0);
        SignalingMessage hangUp = new SignalingMessage.HangUp(SignalingMessage.HangUp.Cause.USER);
        carol.agent.receive(
                Bench.BOB,
                MessageText.write(new Envelope(invite.call(), invite.party(), 5, 100, hangUp)));
        carol.agent.receive(
                Bench.ALICE,
                MessageText.write(
                        new Envelope(invite.call(), new Messages(5).party(), 5, 100, hangUp)));
        bench.network.run();
        assertThat(call.state()).isEqualTo(new Active());
    }

    @Test
    void aRepeatedInviteOfALossyChannelRingsOnce() {
        Device carol = bench.device(CAROL);
        alice.agent.place(CAROL, media.media());
        carol.rings();
        bench.pass(Duration.ofSeconds(30));
        assertThat(carol.ringing).hasSize(1);
        assertThat(alice.sent).hasSizeGreaterThan(2);
    }

    @Test
    void anInviteThatWasLostIsSentAgain() {
        CallSession call = alice.agent.place(CAROL, media.media());
        bench.pass(Duration.ofSeconds(3));
        Device carol = bench.device(CAROL);
        bench.pass(Duration.ofSeconds(10));
        carol.rings().accept(new Silence().media());
        bench.network.run();
        assertThat(call.state()).isEqualTo(new Active());
    }

    @Test
    void anAcceptThatWasLostIsSentAgain() {
        Device carol = bench.device(CAROL);
        CallSession call = alice.agent.place(CAROL, media.media());
        IncomingCall ringing = carol.rings();
        carol.channelLoses = true;
        ringing.accept(new Silence().media());
        bench.network.run();
        assertThat(call.state()).isInstanceOf(Ringing.class);
        carol.channelLoses = false;
        bench.pass(Duration.ofSeconds(5));
        assertThat(call.state()).isEqualTo(new Active());
    }

    @Test
    void theRingingStopsWhenTheCallerHangsUp() {
        Device carol = bench.device(CAROL);
        CallSession call = alice.agent.place(CAROL, media.media());
        IncomingCall ringing = carol.rings();
        call.hangUp();
        bench.network.run();
        assertThat(ringing.endReason()).contains(EndReason.UNANSWERED);
        assertThat(carol.end().isClosed()).isTrue();
    }

    @Test
    void aCallAcceptedTooLateIsOverAndItsMediaClosed() {
        Device carol = bench.device(CAROL);
        CallSession call = alice.agent.place(CAROL, media.media());
        IncomingCall ringing = carol.rings();
        call.hangUp();
        bench.network.run();
        Silence unused = new Silence();
        CallSession late = ringing.accept(unused.media());
        bench.network.run();
        assertThat(late.state()).isEqualTo(new Ended(EndReason.UNANSWERED));
        assertThat(unused.closed).isEqualTo(2);
        assertThat(unused.captured).isZero();
    }

    @Test
    void aCallIsAcceptedOnce() {
        Device carol = bench.device(CAROL);
        alice.agent.place(CAROL, media.media());
        IncomingCall ringing = carol.rings();
        ringing.accept(new Silence().media());
        assertThatThrownBy(() -> ringing.accept(new Silence().media()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void L28_anAcceptAfterTheCallerHungUpIsToldSo() {
        Device carol = bench.device(CAROL);
        CallSession call = alice.agent.place(CAROL, media.media());
        IncomingCall ringing = carol.rings();
        alice.channelLoses = true;
        call.hangUp();
        bench.network.run();
        alice.channelLoses = false;
        CallSession late = ringing.accept(new Silence().media());
        bench.network.run();
        assertThat(call.state()).isEqualTo(new Ended(EndReason.HUNG_UP));
        assertThat(late.state()).isEqualTo(new Ended(EndReason.HUNG_UP));
    }

    @Test
    void theSecondDeviceStopsRingingWhenTheFirstAccepts() {
        Device phone = bench.device(CAROL);
        Device desk = bench.device(CAROL);
        CallSession call = alice.agent.place(CAROL, media.media());
        IncomingCall atDesk = desk.rings();
        phone.rings().accept(new Silence().media());
        bench.network.run();
        assertThat(call.state()).isEqualTo(new Active());
        assertThat(atDesk.endReason()).contains(EndReason.ANSWERED_ELSEWHERE);
    }

    @Test
    void ofTwoAcceptsTheFirstWins() {
        Device phone = bench.device(CAROL);
        Device desk = bench.device(CAROL);
        CallSession call = alice.agent.place(CAROL, media.media());
        IncomingCall atDesk = desk.rings();
        CallSession first = phone.rings().accept(new Silence().media());
        CallSession second = atDesk.accept(new Silence().media());
        bench.network.run();
        assertThat(call.state()).isEqualTo(new Active());
        assertThat(first.state()).isEqualTo(new Active());
        assertThat(second.state()).isEqualTo(new Ended(EndReason.ANSWERED_ELSEWHERE));
    }

    @Test
    void garbageFromTheChannelIsRefused() {
        Device carol = bench.device(CAROL);
        carol.agent.receive(Bench.ALICE, "calling/1 no message");
        carol.agent.receive(Bench.ALICE, "");
        bench.network.run();
        assertThat(carol.ringing).isEmpty();
    }

    @Test
    void theRuleThatLetItRingIsShownToOurUserOnly() {
        Device carol =
                bench.device(
                        CAROL,
                        config ->
                                Bench.withPolicy(
                                        config,
                                        CallPolicy.builder()
                                                .deny(Who.are(Relation.BLOCKED))
                                                .ring(Who.anyone())
                                                .build()));
        alice.agent.place(CAROL, media.media());
        assertThat(carol.rings().decision().rule()).isEqualTo("ring for everyone");
    }

    private static Envelope sentBy(Device device, int index) {
        return ((Reading.Understood) MessageText.read(device.sent.get(index))).envelope();
    }
}
