package io.calling;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.Bench.Device;
import io.calling.Bench.Silence;
import io.calling.signaling.Envelope;
import io.calling.signaling.MessageText;
import io.calling.signaling.Messages;
import io.calling.signaling.PartyId;
import io.calling.signaling.Reading;
import io.calling.signaling.SignalingMessage;
import io.calling.signaling.SignalingMessage.Accept;
import io.calling.signaling.SignalingMessage.Answered;
import io.calling.signaling.SignalingMessage.Candidates;
import io.calling.signaling.SignalingMessage.Hold;
import io.calling.signaling.SignalingMessage.Renew;
import io.calling.srtp.SetupRole;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The bugs of Project Zero's "The State of State Machines" (2021): a caller made the callee send
 * before it accepted. Here Mallory calls Bob, says what that caller said, and Bob does nothing.
 */
class StateOfStateMachinesTest {
    private static final PeerId MALLORY = PeerId.of("mallory");

    private final Bench bench = new Bench();
    private final Messages messages = new Messages(3);
    private final Device mallory = bench.device(MALLORY);
    private final Device bob = bench.device(Bench.BOB, Bench::discreet);
    private Envelope invite;
    private int sequence;

    @BeforeEach
    void malloryCalls() {
        mallory.agent.place(Bench.BOB, new Silence().media());
        bob.rings();
        invite = ((Reading.Understood) MessageText.read(mallory.sent.get(0))).envelope();
    }

    private void says(SignalingMessage message) {
        saysAs(invite.party(), message);
    }

    private void saysAs(PartyId party, SignalingMessage message) {
        sequence++;
        bob.agent.receive(
                MALLORY,
                MessageText.write(new Envelope(invite.call(), party, sequence, 100, message)));
        bench.network.run();
    }

    private Accept accept() {
        return new Accept(messages.session().withSetup(SetupRole.ACTIVE));
    }

    @AfterEach
    void bobHasSentNothing() {
        bench.pass(Duration.ofSeconds(10));
        assertThat(bob.sent).isEmpty();
        assertThat(bob.ends).hasSize(1);
        assertThat(bob.end().hasConnected()).as("checks").isFalse();
    }

    /** Signal Android: the message "connected", which only the callee's side should have made. */
    @Test
    void L05_signalConnectedMessageFromTheCaller() {
        says(accept());
        says(new Answered(invite.party()));
        assertThat(bob.ringing.get(0).endReason()).contains(EndReason.ANSWERED_ELSEWHERE);
    }

    /**
     * FaceTime: whoever called added itself to the call, and the callee took that for an answer.
     */
    @Test
    void L05_faceTimeCallerJoinsTheCallTwice() {
        saysAs(messages.party(), messages.invite(Duration.ofMinutes(1)));
        saysAs(messages.party(), accept());
        says(messages.invite(Duration.ofMinutes(1)));
        assertThat(bob.ringing).hasSize(1);
        assertThat(bob.ringing.get(0).endReason()).isEmpty();
    }

    /** Duo: the connection was set up while it rang, and stopping the video lost a race. */
    @Test
    void L05_duoConnectionSetUpWhileItRings() {
        says(new Candidates(0, mallory.end().remoteCandidates(), false));
        says(new Candidates(0, List.of(mallory.end().candidate()), true));
        assertThat(bob.ringing.get(0).endReason()).isEmpty();
    }

    /** Messenger: an update of the session, sent to a callee who has not answered. */
    @Test
    void L05_messengerSessionUpdateWhileItRings() {
        says(new Renew(1, mallory.end().localCredentials(), List.of(mallory.end().candidate())));
        says(new Hold(false));
        assertThat(bob.ringing.get(0).endReason()).isEmpty();
    }

    /** JioChat: the invite itself carried all that a path needs, and the path was opened. */
    @Test
    void L05_jioChatCandidatesInTheInvite() {
        assertThat(bob.end().remoteCandidates()).isEmpty();
        assertThat(bob.ringing.get(0).endReason()).isEmpty();
    }

    /** Mocha: candidates first, then the answer that the callee should have given. */
    @Test
    void L05_mochaCandidatesThenTheCalleesAnswer() {
        says(new Candidates(0, List.of(mallory.end().candidate()), true));
        says(accept());
        says(new SignalingMessage.Ringing());
        says(accept());
        assertThat(bob.ringing.get(0).endReason()).isEmpty();
    }
}
