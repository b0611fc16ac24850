package io.calling.signaling;

/** What a text turned out to be. */
public sealed interface Reading {
    /**
     * A message.
     *
     * @param envelope it
     */
    record Understood(Envelope envelope) implements Reading {}

    /**
     * No message of ours.
     *
     * @param refusal why
     */
    record Refused(Refusal refusal) implements Reading {}
}
