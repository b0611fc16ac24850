package io.calling;

import io.calling.CallEffect.Do;
import io.calling.CallEffect.Mark;
import io.calling.CallEffect.SetTimer;
import io.calling.CallInput.Local;
import io.calling.CallInput.Progress;
import io.calling.CallInput.Timer;

/**
 * Outgoing: our relay is being asked for an address. The callee knows nothing yet, so a call that
 * cannot work rings nowhere.
 *
 * @param placed whether our user has placed it
 */
record Preparing(boolean placed) implements CallPhase {
    @Override
    public boolean isUndecided() {
        return !placed;
    }

    @Override
    public Transition on(CallInput input, CallTerms terms) {
        if (input == Local.PLACE && !placed) {
            return place(terms);
        }
        if (input instanceof CallInput.Adopted adopted) {
            return adopt(adopted, terms);
        }
        if (input == Progress.CANDIDATE && placed) {
            return invite(terms);
        }
        if (input == Local.HANG_UP) {
            return CallRules.end(EndReason.HUNG_UP);
        }
        if (input == Timer.RING) {
            return CallRules.end(EndReason.UNANSWERED);
        }
        if (input instanceof CallInput.Failed failed) {
            return CallRules.end(failed.reason());
        }
        return CallRules.nothing(this, input);
    }

    private static Transition place(CallTerms terms) {
        return Transition.to(
                new Preparing(true),
                new Mark(Milestone.PLACED),
                new SetTimer(Timer.RING, terms.times().ring()),
                Do.GATHER);
    }

    private Transition adopt(CallInput.Adopted adopted, CallTerms terms) {
        Transition next = CallRules.adopt(new Consent(Local.PLACE), adopted, terms);
        return placed ? next : next.after(Do.GATHER).after(new Mark(Milestone.PLACED));
    }

    private static Transition invite(CallTerms terms) {
        return Transition.to(
                new Inviting(new Consent(Local.PLACE), false),
                Do.SEND_INVITE,
                new Mark(Milestone.INVITED),
                new SetTimer(Timer.REPEAT, terms.times().firstRepeat()));
    }
}
