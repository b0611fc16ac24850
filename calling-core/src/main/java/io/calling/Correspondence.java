package io.calling;

import io.calling.signaling.Envelope;
import io.calling.signaling.SignalingMessage;
import java.util.List;

/** What one call writes to its peer. On the loop. */
final class Correspondence {
    private final Call call;
    private final CallServices services;
    private Outbox outbox;

    Correspondence(Call call, CallServices services) {
        this.call = call;
        this.services = services;
        this.outbox = Outbox.empty(call.id(), call.terms().self());
    }

    /** The call has another name. */
    void startOver() {
        outbox = Outbox.empty(call.id(), call.terms().self());
    }

    /** Where it stands. */
    Outbox outbox() {
        return outbox;
    }

    void send(SignalingMessage message) {
        call.record().events().sent(message);
        Envelope envelope = outbox.seal(message, ageMillis());
        outbox = outbox.sent(envelope);
        post(envelope);
    }

    /** What was said to set up the path has had its effect. */
    void connected() {
        outbox = outbox.connected();
    }

    /**
     * Sends again what may have been lost.
     *
     * @return whether there was anything
     */
    boolean repeat() {
        List<Envelope> repeats = outbox.repeats(ageMillis());
        repeats.forEach(this::post);
        return !repeats.isEmpty();
    }

    /**
     * A candidate of before our side was made private is not told again, nor for the first time.
     */
    private void post(Envelope envelope) {
        Envelope safe = call.path().isRelayedForGood() ? envelope.relayedOnly() : envelope;
        services.post().send(call.peer(), safe, () -> call.fail(EndReason.SIGNALING_FAILED));
    }

    private long ageMillis() {
        return call.record().ageMillis(services.network().nanoTime());
    }
}
