package io.calling;

import io.calling.CallEffect.Do;
import io.calling.CallInput.Local;
import io.calling.CallInput.Progress;
import io.calling.CallInput.Received;
import io.calling.signaling.PartyId;
import java.util.Optional;

/**
 * Encrypted media flows.
 *
 * @param consent our user's
 * @param peer the device at the other end
 * @param theirPrivacy how private their side wants the call
 */
record Active(Consent consent, PartyId peer, PrivacyMode theirPrivacy) implements CallPhase {
    @Override
    public Optional<PrivacyMode> peerPrivacy() {
        return Optional.of(theirPrivacy);
    }

    @Override
    public Transition on(CallInput input, CallTerms terms) {
        if (input instanceof Received received) {
            return Talk.onMessage(this, peer, theirPrivacy, received, terms);
        }
        if (input instanceof CallInput.Failed failed) {
            return onFailure(failed.reason());
        }
        if (input == Progress.CANDIDATE) {
            return Transition.to(this, Do.SEND_CANDIDATES);
        }
        if (input == Progress.PEER_CLOSED) {
            return CallRules.end(EndReason.HUNG_UP);
        }
        if (input == Local.HANG_UP) {
            return CallRules.endAndSay(EndReason.HUNG_UP);
        }
        return CallRules.nothing(this, input);
    }

    /** Media needs no signaling: that the channel broke does not end a call that works. */
    private Transition onFailure(EndReason reason) {
        return reason == EndReason.SIGNALING_FAILED
                ? Transition.to(this)
                : CallRules.endAndSay(reason);
    }
}
