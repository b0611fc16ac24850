package io.calling;

import io.calling.CallEffect.AddCandidates;
import io.calling.CallEffect.Do;
import io.calling.CallEffect.Mark;
import io.calling.CallEffect.Send;
import io.calling.CallEffect.SetTimer;
import io.calling.CallInput.Local;
import io.calling.CallInput.Received;
import io.calling.CallInput.Timer;
import io.calling.signaling.PartyId;
import io.calling.signaling.SessionParameters;
import io.calling.signaling.SignalingMessage;
import io.calling.signaling.SignalingMessage.Answered;
import io.calling.signaling.SignalingMessage.Candidates;
import io.calling.signaling.SignalingMessage.Decline;
import io.calling.signaling.SignalingMessage.HangUp;
import io.calling.signaling.SignalingMessage.PrivacyChange;
import java.util.Optional;

/**
 * Incoming: it rings here. Our relay may be asked for an address; nothing goes to the caller, but
 * that it rings, to those to whom presence is revealed. The only way on is our user's accept.
 *
 * @param caller the device that calls
 * @param remote what the invite told
 */
record Offered(PartyId caller, SessionParameters remote) implements CallPhase {
    /** What happens when the policy has let a call ring. */
    static Transition ring(PartyId caller, SessionParameters remote, CallTerms terms) {
        Transition ringing =
                Transition.to(
                        new Offered(caller, remote),
                        new Mark(Milestone.RINGING),
                        new SetTimer(Timer.RING, terms.times().ring()),
                        Do.GATHER,
                        Do.OFFER);
        return terms.revealPresence()
                ? ringing.and(new Send(new SignalingMessage.Ringing()))
                : ringing;
    }

    @Override
    public Optional<PrivacyMode> peerPrivacy() {
        return Optional.of(remote.privacy());
    }

    @Override
    public Transition on(CallInput input, CallTerms terms) {
        if (input instanceof Received received) {
            return received.from().equals(caller)
                    ? onMessage(received)
                    : CallRules.nothing(this, input);
        }
        if (input instanceof CallInput.Failed failed) {
            return onFailure(failed.reason());
        }
        if (input == Local.ACCEPT) {
            return CallRules.accept(new Consent(Local.ACCEPT), caller, remote, terms);
        }
        if (input == Local.SUPERSEDE) {
            return CallRules.end(EndReason.ANSWERED_ELSEWHERE);
        }
        if (input == Local.DECLINE || input == Local.HANG_UP) {
            return decline(terms);
        }
        if (input == Timer.RING) {
            return CallRules.end(EndReason.UNANSWERED);
        }
        return CallRules.nothing(this, input);
    }

    /** That the caller could not be told that it rings is no reason to stop ringing. */
    private Transition onFailure(EndReason reason) {
        return reason == EndReason.SIGNALING_FAILED ? Transition.to(this) : CallRules.end(reason);
    }

    private static Transition decline(CallTerms terms) {
        return terms.revealPresence()
                ? CallRules.endAndSay(EndReason.DECLINED, new Decline())
                : CallRules.end(EndReason.DECLINED);
    }

    private Transition onMessage(Received received) {
        if (received.message() instanceof Candidates more && more.generation() == 0) {
            return Transition.to(
                    new Offered(caller, remote.withMore(more.candidates())),
                    new AddCandidates(more.candidates()));
        }
        if (received.message() instanceof PrivacyChange change
                && change.privacy().isAtMost(remote.privacy())) {
            return Transition.to(new Offered(caller, remote.withPrivacy(change.privacy())));
        }
        if (received.message() instanceof Answered) {
            return CallRules.end(EndReason.ANSWERED_ELSEWHERE);
        }
        if (received.message() instanceof HangUp) {
            return CallRules.end(EndReason.UNANSWERED);
        }
        return CallRules.nothing(this, received);
    }
}
