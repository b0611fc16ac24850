package io.calling;

import io.calling.signaling.CallId;
import io.calling.signaling.Envelope;
import io.calling.signaling.Inbox;

/** What the explored devices do: what the library does, or that with a fault planted in it. */
@FunctionalInterface
interface ModelBehaviour {
    ModelBehaviour REAL = CallMachine::on;

    CallMachine.Step on(CallMachine machine, CallInput input);

    default boolean givesWay(CallId ours, CallId theirs) {
        return Opening.givesWay(ours, theirs);
    }

    default boolean isFresh(Inbox inbox, Envelope envelope) {
        return inbox.fault(envelope, 0).isEmpty();
    }
}
