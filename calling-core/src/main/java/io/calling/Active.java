package io.calling;

import io.calling.CallEffect.Do;
import io.calling.CallEffect.SetTimer;
import io.calling.CallEffect.Tell;
import io.calling.CallInput.Local;
import io.calling.CallInput.Progress;
import io.calling.CallInput.Received;
import io.calling.CallInput.Timer;
import io.calling.signaling.SignalingMessage.Renew;

/**
 * Encrypted media flows, or could if nobody held it.
 *
 * @param talk what is known
 */
record Active(Conversation talk) implements Talking {
    @Override
    public Transition on(CallInput input, CallTerms terms) {
        if (input instanceof Received received) {
            return onMessage(received, terms);
        }
        if (input instanceof CallInput.Failed failed) {
            return onFailure(failed.reason(), terms);
        }
        if (input instanceof Progress progress) {
            return onProgress(progress, terms);
        }
        if (input instanceof CallInput.Tightened tightened) {
            return Talk.tighten(this, tightened.privacy(), terms);
        }
        if (input instanceof CallInput.Muted muted) {
            return Talk.mute(this, muted.kinds(), terms);
        }
        if (VideoTalk.concerns(input)) {
            return VideoTalk.on(this, input, terms);
        }
        if (input == Local.HANG_UP) {
            return CallRules.endAndSay(EndReason.HUNG_UP);
        }
        if (input == Local.HOLD || input == Local.RESUME) {
            return Talk.hold(this, input == Local.HOLD, terms).and(new Tell(stateAfter(input)));
        }
        if (input == Timer.REPEAT) {
            return Transition.to(this, Do.REPEAT);
        }
        return CallRules.nothing(this, input);
    }

    private CallState stateAfter(CallInput input) {
        return talk.withHold(talk.hold().byUs(input == Local.HOLD)).state();
    }

    private Transition onProgress(Progress progress, CallTerms terms) {
        return switch (progress) {
            case CANDIDATE -> Transition.to(this, Do.SEND_CANDIDATES);
            case PEER_CLOSED -> CallRules.end(EndReason.HUNG_UP);
            case INTERRUPTED -> lost(Reconnecting.recovering(talk), terms);
            case GATHERED, PATH_FOUND, SECURED, HEARD -> Transition.to(this);
        };
    }

    /** Media needs no signaling: that the channel broke does not end a call that works. */
    private Transition onFailure(EndReason reason, CallTerms terms) {
        if (reason == EndReason.SIGNALING_FAILED) {
            return Transition.to(this);
        }
        return Reconnecting.canMend(reason)
                ? lost(Reconnecting.renewing(talk), terms)
                : CallRules.endAndSay(reason);
    }

    private Transition onMessage(Received received, CallTerms terms) {
        if (received.from().equals(talk.peer()) && received.message() instanceof Renew renew) {
            return Reconnecting.canJoin(talk, renew)
                    ? lost(Reconnecting.joining(talk, renew), terms)
                    : CallRules.nothing(this, received);
        }
        Transition next = Talk.onMessage(this, received, terms);
        boolean holdChanged =
                next.next() instanceof Active active && !active.talk.state().equals(talk.state());
        return holdChanged ? next.and(new Tell(((Active) next.next()).talk.state())) : next;
    }

    private static Transition lost(Transition reconnecting, CallTerms terms) {
        return reconnecting
                .after(new SetTimer(Timer.RECONNECT, terms.times().reconnect()))
                .after(new Tell(new CallState.Reconnecting()));
    }

    @Override
    public Talking with(Conversation other) {
        return new Active(other);
    }
}
