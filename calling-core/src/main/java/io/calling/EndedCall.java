package io.calling;

import io.calling.signaling.Envelope;
import io.calling.signaling.Inbox;
import io.calling.signaling.SignalingMessage.Accept;
import io.calling.signaling.SignalingMessage.HangUp;
import java.time.Duration;
import java.util.Optional;

/**
 * What an agent remembers of a call that is over: whose it was, which of its messages were taken,
 * and how to tell a device that accepts it too late that it is over. Some hundred bytes, where the
 * call had its ledger, counters and paths. On the loop.
 */
final class EndedCall {
    private final PeerId peer;
    private final boolean placed;
    private final long beganNanos;
    private Outbox outbox;
    private Inbox inbox;

    /**
     * @param peer the other party
     * @param placed whether a device of the peer's may have accepted, and not know that it is late
     * @param beganNanos when it began, by the network's clock
     * @param outbox of the call, which remembers no messages
     * @param inbox of the call
     */
    EndedCall(PeerId peer, boolean placed, long beganNanos, Outbox outbox, Inbox inbox) {
        this.peer = peer;
        this.placed = placed;
        this.beganNanos = beganNanos;
        this.outbox = outbox.withoutMemory();
        this.inbox = inbox;
    }

    /** The same, which answers nothing: the call goes on by another name. */
    EndedCall silent() {
        return new EndedCall(peer, false, beganNanos, outbox, inbox);
    }

    PeerId peer() {
        return peer;
    }

    /**
     * What to say to a message of the peer's, if it is to hear something: nothing but a farewell.
     */
    Optional<Envelope> answer(Envelope envelope, long nowNanos) {
        long age = Duration.ofNanos(nowNanos - beganNanos).toMillis();
        boolean late =
                placed
                        && envelope.message() instanceof Accept
                        && inbox.fault(envelope, age).isEmpty();
        if (!late) {
            return Optional.empty();
        }
        inbox = inbox.with(envelope, age);
        Envelope farewell = outbox.seal(new HangUp(HangUp.Cause.USER), age);
        outbox = outbox.sent(farewell);
        return Optional.of(farewell);
    }
}
