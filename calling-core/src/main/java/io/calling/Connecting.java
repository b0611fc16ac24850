package io.calling;

import io.calling.CallEffect.CancelTimer;
import io.calling.CallEffect.Do;
import io.calling.CallEffect.Mark;
import io.calling.CallEffect.Tell;
import io.calling.CallInput.Local;
import io.calling.CallInput.Progress;
import io.calling.CallInput.Received;
import io.calling.CallInput.Timer;

/**
 * Accepted: the path and the keys are being set up.
 *
 * @param talk what is known
 * @param pathFound whether ICE has selected a pair
 */
record Connecting(Conversation talk, boolean pathFound) implements Talking {
    @Override
    public Transition on(CallInput input, CallTerms terms) {
        if (input instanceof Received received) {
            return Talk.onMessage(this, received, terms);
        }
        if (input instanceof CallInput.Failed failed) {
            return CallRules.endAndSay(failed.reason());
        }
        if (input instanceof Progress progress) {
            return onProgress(progress);
        }
        if (input instanceof CallInput.Tightened tightened) {
            return Talk.tighten(this, tightened.privacy(), terms);
        }
        if (VideoTalk.concerns(input)) {
            return VideoTalk.on(this, input, terms);
        }
        if (input == Local.HANG_UP) {
            return CallRules.endAndSay(EndReason.HUNG_UP);
        }
        if (input == Timer.CONNECT) {
            return CallRules.endAndSay(pathFound ? EndReason.HANDSHAKE_FAILED : EndReason.NO_PATH);
        }
        if (input == Timer.REPEAT) {
            return Transition.to(this, Do.REPEAT);
        }
        return CallRules.nothing(this, input);
    }

    private Transition onProgress(Progress progress) {
        return switch (progress) {
            case CANDIDATE -> Transition.to(this, Do.SEND_CANDIDATES);
            case PATH_FOUND -> pathFound ? Transition.to(this) : handshake();
            case SECURED -> activate();
            case PEER_CLOSED -> CallRules.end(EndReason.HUNG_UP);
            case GATHERED, INTERRUPTED, HEARD -> Transition.to(this);
        };
    }

    private Transition handshake() {
        return Transition.to(
                new Connecting(talk, true),
                new Mark(Milestone.PATH_FOUND),
                Do.FORGET_SETUP,
                Do.HANDSHAKE);
    }

    private Transition activate() {
        Transition active =
                Transition.to(
                        new Active(talk),
                        new Mark(Milestone.SECURED),
                        new CancelTimer(Timer.CONNECT),
                        Do.FORGET_SETUP,
                        Do.START_MEDIA,
                        new Tell(talk.state()));
        return talk.video().isOn() ? active.and(VideoTalk.flow(talk.video())) : active;
    }

    @Override
    public Talking with(Conversation other) {
        return new Connecting(other, pathFound);
    }
}
