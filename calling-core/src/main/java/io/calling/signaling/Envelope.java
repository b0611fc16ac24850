package io.calling.signaling;

/**
 * A message with what guards it against being replayed, reordered, repeated or taken for one of
 * another call.
 *
 * @param call the call that it belongs to
 * @param party the device that sent it
 * @param sequence counts the sender's messages in this call from 0; repeated when the message is
 *     sent again
 * @param ageMillis how long the sender had been in the call when it sent this, by its own monotonic
 *     clock; at most a week
 * @param message what it says
 */
public record Envelope(
        CallId call, PartyId party, int sequence, long ageMillis, SignalingMessage message) {
    /** No call lasts longer, as far as messages are concerned: a week. */
    public static final long MAX_AGE_MILLIS = 7L * 24 * 60 * 60 * 1000;

    /** No side sends more messages in one call. */
    public static final int MAX_SEQUENCE = 1_000_000;

    /** Checks the numbers. */
    public Envelope {
        if (sequence < 0 || sequence > MAX_SEQUENCE) {
            throw new IllegalArgumentException("sequence: 0 to " + MAX_SEQUENCE);
        }
        if (ageMillis < 0 || ageMillis > MAX_AGE_MILLIS) {
            throw new IllegalArgumentException("ageMillis: 0 to " + MAX_AGE_MILLIS);
        }
    }

    /**
     * The same without candidates that carry an address of the sender's own: what is sent, or sent
     * again, once the sender's side has been made private.
     */
    public Envelope relayedOnly() {
        return new Envelope(call, party, sequence, ageMillis, RelayedOnly.of(message));
    }
}
