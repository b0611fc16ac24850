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
import io.calling.signaling.SignalingMessage.Mute;
import io.calling.signaling.SignalingMessage.PrivacyChange;
import io.calling.signaling.SignalingMessage.Renew;
import io.calling.signaling.SignalingMessage.Reveal;
import io.calling.signaling.SignalingMessage.Video;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Puts our messages of one call into envelopes, and remembers those that are worth sending again,
 * since the channel may have lost them. Immutable.
 *
 * @param call the call
 * @param self our device in it
 * @param nextSequence of the message that is sent next
 * @param remembered what to send again
 */
record Outbox(CallId call, PartyId self, int nextSequence, List<Envelope> remembered) {
    private static final int MAX_REMEMBERED = 16;

    /** Copies the list. */
    Outbox {
        remembered = List.copyOf(remembered);
    }

    /** Nothing has been sent. */
    static Outbox empty(CallId call, PartyId self) {
        return new Outbox(call, self, 0, List.of());
    }

    /** The next message, ready to be sent. */
    Envelope seal(SignalingMessage message, long ageMillis) {
        return new Envelope(call, self, nextSequence, ageMillis, message);
    }

    /** The outbox that has sent what {@link #seal} gave. */
    Outbox sent(Envelope envelope) {
        SignalingMessage message = envelope.message();
        List<Envelope> all = without(old -> isOutdatedBy(old, message));
        if (isWorthRepeating(message) && all.size() < MAX_REMEMBERED) {
            all.add(envelope);
        }
        return new Outbox(call, self, nextSequence + 1, all);
    }

    /** What was said to set up the path has had its effect. */
    Outbox connected() {
        return new Outbox(
                call,
                self,
                nextSequence,
                without(old -> isSetup(old) && !(old instanceof Answered)));
    }

    /** Nothing is worth sending again any more. */
    Outbox withoutMemory() {
        return new Outbox(call, self, nextSequence, List.of());
    }

    /** What to send again: the same messages, a little older. */
    List<Envelope> repeats(long ageMillis) {
        return remembered.stream()
                .map(old -> new Envelope(call, self, old.sequence(), ageMillis, old.message()))
                .toList();
    }

    private List<Envelope> without(Predicate<SignalingMessage> unwanted) {
        List<Envelope> rest = new ArrayList<>(remembered);
        rest.removeIf(old -> unwanted.test(old.message()));
        return rest;
    }

    /** A new way to set up the path takes the place of the last, a new wish that of the last. */
    private static boolean isOutdatedBy(SignalingMessage old, SignalingMessage message) {
        if (message instanceof Video) {
            return old instanceof Video;
        }
        return isLasting(message)
                ? old.getClass() == message.getClass()
                : isSetup(message) && !(message instanceof Candidates) && isSetup(old);
    }

    private static boolean isSetup(SignalingMessage message) {
        return message instanceof Invite
                || message instanceof Accept
                || message instanceof Answered
                || message instanceof Renew
                || message instanceof Candidates;
    }

    /** Of each only the last one counts, whatever becomes of the path. */
    private static boolean isLasting(SignalingMessage message) {
        return message instanceof Hold
                || message instanceof Mute
                || message instanceof PrivacyChange
                || message instanceof Reveal
                || message instanceof Video;
    }

    private static boolean isWorthRepeating(SignalingMessage message) {
        return isSetup(message) || isLasting(message);
    }
}
