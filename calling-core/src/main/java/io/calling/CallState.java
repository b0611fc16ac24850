package io.calling;

/** Where a call is. Every call ends in {@link Ended}, once. */
public sealed interface CallState {
    /**
     * Placed or offered, and not accepted yet.
     *
     * @param confirmed whether the callee's device is known to ring; most callees do not say, and
     *     the caller's user hears a local ring all the same
     */
    record Ringing(boolean confirmed) implements CallState {}

    /** Accepted; the path and the encryption are being set up. */
    record Connecting() implements CallState {}

    /** Encrypted media flows. */
    record Active() implements CallState {}

    /**
     * Connected, and held: neither side hears the other.
     *
     * @param byUs whether our user holds the call
     * @param byThem whether the peer's user does
     */
    record OnHold(boolean byUs, boolean byThem) implements CallState {}

    /**
     * Was active; the path was lost and is being set up again, or the peer has been silent for some
     * seconds. The call ends thirty seconds after the last word of the peer, unless it comes back.
     */
    record Reconnecting() implements CallState {}

    /**
     * Over. Everything that the call held has been released, or is being released.
     *
     * @param reason why
     */
    record Ended(EndReason reason) implements CallState {}
}
