package io.calling;

import io.calling.signaling.PartyId;
import io.calling.signaling.SessionParameters;
import java.util.List;

/**
 * One call on one side, as a pure machine: it is given what happened, and gives back itself as it
 * is then, and what to do. It knows no thread, socket or clock.
 *
 * @param terms what is fixed
 * @param phase where it is
 */
record CallMachine(CallTerms terms, CallPhase phase) {

    /** What an input leads to. */
    record Step(CallMachine next, List<CallEffect> effects) {
        boolean drops() {
            return effects.contains(CallEffect.Do.DROP);
        }
    }

    /** A call that our user is about to place. */
    static CallMachine outgoing(CallTerms terms) {
        return new CallMachine(terms, new Preparing(false));
    }

    /** A call that somebody else placed, and that the policy has to decide about. */
    static CallMachine incoming(PartyId caller, SessionParameters remote, CallTerms terms) {
        return new CallMachine(terms, new Screening(caller, remote));
    }

    /** Why the call is relayed, as far as is known. */
    PrivacyReason privacyReason() {
        return phase.peerPrivacy()
                .map(theirs -> PrivacyReason.of(terms.privacy(), theirs))
                .orElse(
                        terms.privacy() == PrivacyMode.RELAY_ONLY
                                ? PrivacyReason.OUR_CHOICE
                                : PrivacyReason.NOT_KNOWN_YET);
    }

    /** What an input leads to. */
    Step on(CallInput input) {
        CallTerms now =
                input instanceof CallInput.Decided decided && phase instanceof Screening
                        ? terms.after(decided)
                        : terms;
        Transition transition = phase.on(input, now);
        return new Step(new CallMachine(now, transition.next()), transition.effects());
    }
}
