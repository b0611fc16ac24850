package io.calling;

import io.calling.policy.Decision;
import io.calling.signaling.PartyId;

/**
 * What is fixed on our side when a call begins.
 *
 * @param outgoing whether our user placed it
 * @param self our device, in this call
 * @param privacy how private our side wants it
 * @param revealPresence whether the caller may learn that it rings or was declined; false in an
 *     outgoing call
 * @param times how long to wait
 */
record CallTerms(
        boolean outgoing,
        PartyId self,
        PrivacyMode privacy,
        boolean revealPresence,
        CallTimes times) {

    /** The same call, as the one that the peer placed. */
    CallTerms adopted() {
        return new CallTerms(false, self, privacy, false, times);
    }

    /** The same, more private. */
    CallTerms tightened(PrivacyMode wish) {
        return new CallTerms(outgoing, self, privacy.narrowest(wish), revealPresence, times);
    }

    /** What is fixed once the policy has decided. */
    CallTerms after(CallInput.Decided decided) {
        boolean reveal = decided.decision() instanceof Decision.Decline;
        return decided.decision() instanceof Decision.Ring ring
                ? new CallTerms(
                        outgoing,
                        self,
                        decided.privacy(),
                        ring.revealPresence(),
                        ring.ringFor().map(times::ringingAtMost).orElse(times))
                : new CallTerms(outgoing, self, decided.privacy(), reveal, times);
    }
}
