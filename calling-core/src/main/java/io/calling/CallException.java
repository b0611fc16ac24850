package io.calling;

/** A call, or a session, that ended before it could give what was asked of it. */
public final class CallException extends Exception {
    private static final long serialVersionUID = 1L;

    private final EndReason reason;

    /** Says why. */
    public CallException(EndReason reason) {
        super(reason.advice());
        this.reason = reason;
    }

    /** Why it ended. */
    public EndReason reason() {
        return reason;
    }
}
