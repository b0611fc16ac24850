package io.calling;

import io.calling.signaling.CallId;
import io.calling.signaling.Envelope;
import io.calling.signaling.PartyId;
import io.calling.signaling.SignalingMessage;
import io.calling.signaling.SignalingMessage.Accept;
import io.calling.signaling.SignalingMessage.Answered;
import io.calling.signaling.SignalingMessage.Candidates;
import io.calling.signaling.SignalingMessage.Hold;
import io.calling.signaling.SignalingMessage.Invite;
import io.calling.signaling.SignalingMessage.Renew;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts our messages of one call into envelopes, and remembers those that are worth sending again,
 * since the channel may have lost them. Not thread-safe.
 */
final class Outbox {
    private static final int MAX_REMEMBERED = 16;

    private final CallId call;
    private final PartyId self;
    private final List<Envelope> remembered = new ArrayList<>();
    private int nextSequence;

    Outbox(CallId call, PartyId self) {
        this.call = call;
        this.self = self;
    }

    Envelope seal(SignalingMessage message, long ageMillis) {
        Envelope envelope = new Envelope(call, self, nextSequence++, ageMillis, message);
        if (startsOver(message)) {
            remembered.clear();
        }
        if (isWorthRepeating(message) && remembered.size() < MAX_REMEMBERED) {
            remembered.add(envelope);
        }
        return envelope;
    }

    /** What to send again: the same messages, a little older. */
    List<Envelope> repeats(long ageMillis) {
        return remembered.stream()
                .map(old -> new Envelope(call, self, old.sequence(), ageMillis, old.message()))
                .toList();
    }

    private static boolean startsOver(SignalingMessage message) {
        return message instanceof Accept
                || message instanceof Answered
                || message instanceof Renew
                || message instanceof Hold;
    }

    private static boolean isWorthRepeating(SignalingMessage message) {
        return message instanceof Invite || message instanceof Candidates || startsOver(message);
    }
}
