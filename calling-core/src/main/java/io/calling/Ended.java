package io.calling;

import io.calling.CallEffect.Send;
import io.calling.CallInput.Received;
import io.calling.signaling.SignalingMessage.Accept;
import io.calling.signaling.SignalingMessage.HangUp;

/**
 * Over. Nothing brings it back.
 *
 * @param reason why
 */
record Ended(EndReason reason) implements CallPhase {
    @Override
    public Transition on(CallInput input, CallTerms terms) {
        boolean lateAccept =
                terms.outgoing()
                        && input instanceof Received received
                        && received.message() instanceof Accept;
        return lateAccept
                ? Transition.to(this, new Send(new HangUp(HangUp.Cause.USER)))
                : CallRules.nothing(this, input);
    }
}
