package io.calling.examples;

/** Arguments that make no sense; the message says in one sentence what to change. */
public final class UsageException extends Exception {
    /** Names what is wrong. */
    public UsageException(String message) {
        super(message);
    }
}
