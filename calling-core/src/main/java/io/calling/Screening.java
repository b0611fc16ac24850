package io.calling;

import io.calling.CallInput.Decided;
import io.calling.CallInput.Received;
import io.calling.policy.Decision;
import io.calling.signaling.PartyId;
import io.calling.signaling.SessionParameters;
import io.calling.signaling.SignalingMessage;
import io.calling.signaling.SignalingMessage.Answered;
import io.calling.signaling.SignalingMessage.Busy;
import io.calling.signaling.SignalingMessage.Candidates;
import io.calling.signaling.SignalingMessage.Decline;
import io.calling.signaling.SignalingMessage.HangUp;
import io.calling.signaling.SignalingMessage.PrivacyChange;

/**
 * Incoming: the policy is being asked. Nothing moves, and our user knows nothing yet.
 *
 * @param caller the device that calls
 * @param remote what it has told
 */
record Screening(PartyId caller, SessionParameters remote) implements CallPhase {
    @Override
    public boolean isUndecided() {
        return true;
    }

    @Override
    public Transition on(CallInput input, CallTerms terms) {
        if (input instanceof Decided decided) {
            return onDecision(decided.decision(), terms);
        }
        if (input instanceof Received received && received.from().equals(caller)) {
            return onMessage(received);
        }
        if (input instanceof CallInput.Failed failed) {
            return vanish(failed.reason());
        }
        if (input == CallInput.Local.HANG_UP || input == CallInput.Local.SUPERSEDE) {
            return vanish(EndReason.UNANSWERED);
        }
        return CallRules.nothing(this, input);
    }

    private Transition onDecision(Decision decision, CallTerms terms) {
        if (decision instanceof Decision.Ring) {
            return Offered.ring(caller, remote, terms);
        }
        Transition refused = vanish(EndReason.POLICY);
        return decision instanceof Decision.Decline decline
                ? refused.after(new CallEffect.Send(messageOf(decline.reason())))
                : refused;
    }

    private static SignalingMessage messageOf(Decision.Decline.Reason reason) {
        return switch (reason) {
            case DECLINED -> new Decline();
            case BUSY -> new Busy();
        };
    }

    private Transition onMessage(Received received) {
        if (received.message() instanceof Candidates more && more.generation() == 0) {
            return Transition.to(new Screening(caller, remote.withMore(more.candidates())));
        }
        if (received.message() instanceof PrivacyChange change
                && change.privacy().isAtMost(remote.privacy())) {
            return Transition.to(new Screening(caller, remote.withPrivacy(change.privacy())));
        }
        if (received.message() instanceof HangUp) {
            return vanish(EndReason.UNANSWERED);
        }
        if (received.message() instanceof Answered) {
            return vanish(EndReason.ANSWERED_ELSEWHERE);
        }
        return CallRules.nothing(this, received);
    }

    /** The call is over, and not even our user is told. */
    private static Transition vanish(EndReason reason) {
        return Transition.to(new Ended(reason), CallEffect.Do.RELEASE);
    }
}
