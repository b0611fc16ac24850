package io.calling.policy;

/** In what state the user's device is when somebody calls. */
public enum DeviceState {
    /** The user is in a call; the agent finds out by itself. */
    IN_CALL("I am in a call", "in-call"),
    /** The user does not want to be disturbed. */
    DO_NOT_DISTURB("I do not want to be disturbed", "do-not-disturb"),
    /** The user drives. */
    DRIVING("I drive", "driving"),
    /** The screen is locked. */
    LOCKED("the screen is locked", "locked"),
    /** The connection is metered. */
    METERED("the connection is metered", "metered");

    private final String words;
    private final String token;

    DeviceState(String words, String token) {
        this.words = words;
        this.token = token;
    }

    String token() {
        return token;
    }

    /** The state in words, after "while". */
    @Override
    public String toString() {
        return words;
    }
}
