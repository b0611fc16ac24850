package io.calling;

import io.calling.CallEffect.CancelTimer;
import io.calling.CallEffect.ConnectAgain;
import io.calling.CallEffect.Do;
import io.calling.CallEffect.SetTimer;
import io.calling.CallEffect.Tell;
import io.calling.CallInput.Local;
import io.calling.CallInput.Progress;
import io.calling.CallInput.Received;
import io.calling.CallInput.Timer;
import io.calling.signaling.SignalingMessage.Renew;
import java.util.Optional;

/**
 * Was active; the path is lost. First the transport itself looks for another way; when it gives up,
 * or the peer's does, both sides open a new one, tell each other, and go on with the keys they
 * have.
 *
 * @param talk what is known; its generation is that of the path that is being set up
 * @param step how far that is
 * @param theirs how to reach the peer's new transport, where it has said so too early
 */
record Reconnecting(Conversation talk, Step step, Optional<Renew> theirs) implements Talking {
    /** How far the renewal is. */
    enum Step {
        /** The transport looks for another way by itself. */
        RECOVERING,
        /** A new transport waits for its relay. */
        RENEWING,
        /** The peer has been told of it. */
        TOLD,
        /** Checks run between the new transports. */
        CHECKING
    }

    static Transition recovering(Conversation talk) {
        return Transition.to(new Reconnecting(talk, Step.RECOVERING, Optional.empty()));
    }

    static Transition renewing(Conversation talk) {
        if (talk.generation() == Conversation.MAX_GENERATION) {
            return CallRules.endAndSay(EndReason.PEER_LOST);
        }
        Conversation next = talk.withGeneration(talk.generation() + 1);
        return Transition.to(
                new Reconnecting(next, Step.RENEWING, Optional.empty()), Do.GATHER_AGAIN);
    }

    static Transition joining(Conversation talk, Renew renew) {
        Conversation next = talk.withGeneration(renew.generation());
        return Transition.to(
                new Reconnecting(next, Step.RENEWING, Optional.of(renew)), Do.GATHER_AGAIN);
    }

    static boolean canJoin(Conversation talk, Renew renew) {
        return renew.generation() > talk.generation()
                && renew.generation() <= Conversation.MAX_GENERATION;
    }

    /** What a new path may mend. */
    static boolean canMend(EndReason reason) {
        return reason == EndReason.PEER_LOST
                || reason == EndReason.RELAY_UNREACHABLE
                || reason == EndReason.NO_PATH;
    }

    @Override
    public Transition on(CallInput input, CallTerms terms) {
        if (input instanceof Received received) {
            return onMessage(received, terms);
        }
        if (input instanceof CallInput.Failed failed) {
            return onFailure(failed.reason());
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
            return Talk.hold(this, input == Local.HOLD, terms);
        }
        if (input == Timer.RECONNECT) {
            return CallRules.endAndSay(EndReason.PEER_LOST);
        }
        if (input == Timer.REPEAT) {
            return Transition.to(this, Do.REPEAT);
        }
        return CallRules.nothing(this, input);
    }

    private Transition onFailure(EndReason reason) {
        if (reason == EndReason.SIGNALING_FAILED) {
            return Transition.to(this);
        }
        return canMend(reason) ? renewing(talk) : CallRules.endAndSay(reason);
    }

    private Transition onProgress(Progress progress, CallTerms terms) {
        return switch (progress) {
            case CANDIDATE ->
                    step == Step.RENEWING
                            ? sayWhere(terms)
                            : Transition.to(this, Do.SEND_CANDIDATES);
            case PATH_FOUND ->
                    step == Step.RECOVERING || step == Step.CHECKING
                            ? resume()
                            : Transition.to(this);
            case HEARD -> step == Step.RECOVERING ? resume() : Transition.to(this);
            case PEER_CLOSED -> CallRules.end(EndReason.HUNG_UP);
            case GATHERED, INTERRUPTED, SECURED -> Transition.to(this);
        };
    }

    private Transition sayWhere(CallTerms terms) {
        Transition told =
                Transition.to(
                        new Reconnecting(talk, Step.TOLD, Optional.empty()),
                        Do.SEND_RENEWAL,
                        new SetTimer(Timer.REPEAT, terms.times().firstRepeat()));
        return theirs.isEmpty() ? told : check(told, theirs.get());
    }

    private Transition check(Transition before, Renew renew) {
        return new Transition(
                        new Reconnecting(talk, Step.CHECKING, Optional.empty()), before.effects())
                .and(new ConnectAgain(renew));
    }

    private Transition resume() {
        return Transition.to(
                new Active(talk),
                new CancelTimer(Timer.RECONNECT),
                Do.FORGET_SETUP,
                new Tell(talk.state()));
    }

    private Transition onMessage(Received received, CallTerms terms) {
        if (received.from().equals(talk.peer()) && received.message() instanceof Renew renew) {
            return onRenew(received, renew);
        }
        return Talk.onMessage(this, received, terms);
    }

    private Transition onRenew(Received received, Renew renew) {
        if (canJoin(talk, renew)) {
            return joining(talk, renew);
        }
        boolean expected = renew.generation() == talk.generation() && talk.generation() > 0;
        if (expected && step == Step.RENEWING) {
            return Transition.to(new Reconnecting(talk, step, Optional.of(renew)));
        }
        return expected && step == Step.TOLD
                ? check(Transition.to(this), renew)
                : CallRules.nothing(this, received);
    }

    @Override
    public Talking with(Conversation other) {
        return new Reconnecting(other, step, theirs);
    }
}
