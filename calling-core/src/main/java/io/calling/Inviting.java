package io.calling;

import io.calling.CallEffect.CancelTimer;
import io.calling.CallEffect.Connect;
import io.calling.CallEffect.Do;
import io.calling.CallEffect.Mark;
import io.calling.CallEffect.Send;
import io.calling.CallEffect.SetTimer;
import io.calling.CallEffect.Tell;
import io.calling.CallInput.Local;
import io.calling.CallInput.Progress;
import io.calling.CallInput.Received;
import io.calling.CallInput.Timer;
import io.calling.signaling.SignalingMessage.Accept;
import io.calling.signaling.SignalingMessage.Answered;
import io.calling.signaling.SignalingMessage.Busy;
import io.calling.signaling.SignalingMessage.Decline;
import io.calling.signaling.SignalingMessage.HangUp;
import io.calling.signaling.SignalingMessage.PrivacyChange;
import io.calling.signaling.SignalingMessage.Ringing;

/**
 * Outgoing: the callee has been invited. Most callees say nothing until they accept.
 *
 * @param consent our user's
 * @param confirmed whether a device of the callee said that it rings
 */
record Inviting(Consent consent, boolean confirmed) implements CallPhase {
    @Override
    public Transition on(CallInput input, CallTerms terms) {
        if (input instanceof Received received) {
            return onMessage(received, terms);
        }
        if (input instanceof CallInput.Adopted adopted) {
            return CallRules.adopt(consent, adopted, terms)
                    .after(new Send(new HangUp(HangUp.Cause.USER)));
        }
        if (input instanceof CallInput.Tightened tightened) {
            return Transition.to(this, new Send(new PrivacyChange(tightened.privacy())));
        }
        if (input instanceof CallInput.Failed failed) {
            return CallRules.endAndSay(failed.reason());
        }
        if (input == Progress.CANDIDATE) {
            return Transition.to(this, Do.SEND_CANDIDATES);
        }
        if (input == Local.HANG_UP) {
            return CallRules.endAndSay(EndReason.HUNG_UP);
        }
        if (input == Timer.RING) {
            return CallRules.endAndSay(EndReason.UNANSWERED);
        }
        if (input == Timer.REPEAT) {
            return Transition.to(this, Do.REPEAT);
        }
        return CallRules.nothing(this, input);
    }

    private Transition onMessage(Received received, CallTerms terms) {
        if (received.message() instanceof Accept accept) {
            return connect(received, accept, terms);
        }
        if (received.message() instanceof Ringing && !confirmed) {
            return Transition.to(
                    new Inviting(consent, true),
                    new Mark(Milestone.RINGING),
                    new Tell(new CallState.Ringing(true)));
        }
        if (received.message() instanceof Decline) {
            return CallRules.endAndSay(EndReason.DECLINED);
        }
        if (received.message() instanceof Busy) {
            return CallRules.endAndSay(EndReason.BUSY);
        }
        if (received.message() instanceof HangUp hangUp) {
            return CallRules.endAndSay(CallRules.reasonOf(hangUp.cause()));
        }
        return CallRules.nothing(this, received);
    }

    private Transition connect(Received received, Accept accept, CallTerms terms) {
        Conversation talk = Conversation.begin(consent, received.from(), accept.session(), terms);
        return Transition.to(
                        new Connecting(talk, false),
                        new Mark(Milestone.ACCEPTED),
                        new CancelTimer(Timer.RING),
                        new SetTimer(Timer.CONNECT, terms.times().connect()),
                        new Connect(accept.session()),
                        new Send(new Answered(received.from())),
                        new Tell(new CallState.Connecting()))
                .and(VideoTalk.firstEffects(talk.video(), accept.session(), terms));
    }
}
