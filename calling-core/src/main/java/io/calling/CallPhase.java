package io.calling;

import java.util.Optional;

/**
 * Where a call is, with what it knows there. Each phase says what each input leads to; what it does
 * not name, {@link CallRules} answers.
 */
sealed interface CallPhase permits Preparing, Inviting, Screening, Offered, Talking, Ended {
    /** How private the other side wants the call, where it has said so. */
    default Optional<PrivacyMode> peerPrivacy() {
        return Optional.empty();
    }

    /** Whether the policy has not been heard yet. */
    default boolean isUndecided() {
        return false;
    }

    /** What an input leads to. Pure. */
    Transition on(CallInput input, CallTerms terms);
}
