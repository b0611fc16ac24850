package io.calling.signaling;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells the messages of one call that are new from those that are repeated or late. Immutable: a
 * message that turns out to be out of place is forgotten by keeping the inbox as it was.
 *
 * <p>Whether a message is late is judged without comparing clocks: it has taken longer on its way
 * than the quickest of its sender's messages by more than {@link #MAX_LATENESS_MILLIS}.
 */
public final class Inbox {
    /** More devices of one party are not listened to. */
    public static final int MAX_PARTIES = 16;

    /** How much longer than the quickest one a message may take. */
    public static final long MAX_LATENESS_MILLIS = 60_000;

    /** Has taken nothing yet. */
    public static final Inbox EMPTY = new Inbox(Map.of());

    private final Map<PartyId, Sender> senders;

    private Inbox(Map<PartyId, Sender> senders) {
        this.senders = senders;
    }

    /**
     * @param lead the smallest difference between our time in the call and a message's age
     */
    private record Sender(SequenceWindow window, long lead) {}

    /** Why a message is not taken. */
    public enum Fault {
        /** It was taken before, or is older than what is remembered. */
        REPEATED,
        /** It was withheld on its way. */
        LATE,
        /** Too many devices claim to speak for the other party. */
        TOO_MANY_PARTIES
    }

    /**
     * What is wrong with a message, if anything.
     *
     * @param nowMillis how long we have been in the call
     */
    public Optional<Fault> fault(Envelope envelope, long nowMillis) {
        Sender sender = senders.get(envelope.party());
        if (sender == null) {
            return senders.size() < MAX_PARTIES
                    ? Optional.empty()
                    : Optional.of(Fault.TOO_MANY_PARTIES);
        }
        if (sender.window().contains(envelope.sequence())) {
            return Optional.of(Fault.REPEATED);
        }
        long lead = nowMillis - envelope.ageMillis();
        return lead - sender.lead() > MAX_LATENESS_MILLIS
                ? Optional.of(Fault.LATE)
                : Optional.empty();
    }

    /** The inbox that has taken this message too. */
    public Inbox with(Envelope envelope, long nowMillis) {
        long lead = nowMillis - envelope.ageMillis();
        Sender old = senders.getOrDefault(envelope.party(), new Sender(SequenceWindow.EMPTY, lead));
        Map<PartyId, Sender> all = new HashMap<>(senders);
        all.put(
                envelope.party(),
                new Sender(old.window().with(envelope.sequence()), Math.min(old.lead(), lead)));
        return new Inbox(Map.copyOf(all));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Inbox that && senders.equals(that.senders);
    }

    @Override
    public int hashCode() {
        return senders.hashCode();
    }

    @Override
    public String toString() {
        return "Inbox" + senders;
    }
}
