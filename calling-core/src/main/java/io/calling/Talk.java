package io.calling;

import io.calling.CallEffect.AddCandidates;
import io.calling.CallEffect.Send;
import io.calling.CallInput.Received;
import io.calling.signaling.PartyId;
import io.calling.signaling.SignalingMessage.Accept;
import io.calling.signaling.SignalingMessage.Answered;
import io.calling.signaling.SignalingMessage.Candidates;
import io.calling.signaling.SignalingMessage.HangUp;
import io.calling.signaling.SignalingMessage.PrivacyChange;

/** What the peer may say once the call was accepted. */
final class Talk {
    private Talk() {}

    static Transition onMessage(
            CallPhase phase,
            PartyId peer,
            PrivacyMode theirPrivacy,
            Received received,
            CallTerms terms) {
        if (!received.from().equals(peer)) {
            return onForeignMessage(phase, peer, received, terms);
        }
        if (received.message() instanceof Candidates more) {
            return Transition.to(phase, new AddCandidates(more.candidates(), more.last()));
        }
        if (received.message() instanceof HangUp hangUp) {
            return CallRules.end(CallRules.reasonOf(hangUp.cause()));
        }
        if (received.message() instanceof Answered answered
                && phase instanceof Connecting
                && !terms.outgoing()) {
            return onAnswered(phase, answered, terms);
        }
        if (received.message() instanceof PrivacyChange change
                && change.privacy().isAtMost(theirPrivacy)) {
            return Transition.to(withTheirPrivacy(phase, change.privacy()));
        }
        return CallRules.nothing(phase, received);
    }

    /** Another device of the callee accepted too late: it is told again who has the call. */
    private static Transition onForeignMessage(
            CallPhase phase, PartyId peer, Received received, CallTerms terms) {
        return terms.outgoing() && received.message() instanceof Accept
                ? Transition.to(phase, new Send(new Answered(peer)))
                : CallRules.nothing(phase, received);
    }

    /** The caller heard our accept, or heard that of another of our devices first. */
    private static Transition onAnswered(CallPhase phase, Answered answered, CallTerms terms) {
        return answered.by().equals(terms.self())
                ? Transition.to(phase)
                : CallRules.end(EndReason.ANSWERED_ELSEWHERE);
    }

    private static CallPhase withTheirPrivacy(CallPhase phase, PrivacyMode privacy) {
        if (phase instanceof Connecting connecting) {
            return connecting.withTheirPrivacy(privacy);
        }
        return phase instanceof Active active
                ? new Active(active.consent(), active.peer(), privacy)
                : phase;
    }
}
