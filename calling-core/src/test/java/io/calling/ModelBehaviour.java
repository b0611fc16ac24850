package io.calling;

import io.calling.signaling.CallId;
import io.calling.signaling.Envelope;
import io.calling.signaling.Inbox;

/** What the explored devices do: what the library does, or that with a fault planted in it. */
@FunctionalInterface
interface ModelBehaviour {
    ModelBehaviour REAL = CallMachine::on;

    CallMachine.Step on(CallMachine machine, CallInput input);

    /** What becomes of a camera and a screen. */
    default VideoGate.Step give(VideoGate gate) {
        return gate.give();
    }

    default VideoGate.Step stop(VideoGate gate) {
        return gate.stop();
    }

    default VideoGate hold(VideoGate gate, boolean on) {
        return gate.hold(on);
    }

    default boolean givesWay(CallId ours, CallId theirs) {
        return Opening.givesWay(ours, theirs);
    }

    default boolean isFresh(Inbox inbox, Envelope envelope) {
        return inbox.fault(envelope, 0).isEmpty();
    }
}
