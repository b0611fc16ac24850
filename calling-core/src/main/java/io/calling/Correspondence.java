package io.calling;

import io.calling.signaling.Envelope;
import io.calling.signaling.SignalingMessage;

/** What one call writes to its peer. On the loop. */
final class Correspondence {
    private final Call call;
    private final CallServices services;
    private Outbox outbox;

    Correspondence(Call call, CallServices services) {
        this.call = call;
        this.services = services;
        this.outbox = new Outbox(call.id(), call.terms().self());
    }

    /** The call has another name. */
    void startOver() {
        outbox = new Outbox(call.id(), call.terms().self());
    }

    void send(SignalingMessage message) {
        post(outbox.seal(message, ageMillis()));
    }

    /** Sends again what may have been lost. */
    void repeat() {
        outbox.repeats(ageMillis()).forEach(this::post);
    }

    private void post(Envelope envelope) {
        services.post().send(call.peer(), envelope, () -> call.fail(EndReason.SIGNALING_FAILED));
    }

    private long ageMillis() {
        return call.record().ageMillis(services.network().nanoTime());
    }
}
