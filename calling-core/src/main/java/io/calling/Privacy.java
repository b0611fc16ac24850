package io.calling;

import io.calling.policy.CallFacts;
import io.calling.policy.Who;
import java.util.Objects;

/**
 * How much of our network the peer may see. One immutable value for each call, handed down to the
 * socket layer when the call's transport is made: incoming, outgoing and restarted calls take the
 * same way.
 */
public final class Privacy {
    /**
     * Relayed candidates only, whatever the peer does: the peer learns the address of our relay and
     * no other. The default.
     */
    public static final Privacy RELAY_ONLY = new Privacy(PrivacyMode.RELAY_ONLY, Who.nobody());

    /** A direct path after the local accept, if the peer's side wants it too. */
    public static final Privacy DIRECT = new Privacy(PrivacyMode.DIRECT, Who.anyone());

    private final PrivacyMode mode;
    private final Who directFor;

    private Privacy(PrivacyMode mode, Who directFor) {
        this.mode = mode;
        this.directFor = directFor;
    }

    /**
     * Starts each call relayed, and goes direct after the local accept with those whom {@code
     * trusted} names and who have proved who they are, if their side wants it too.
     */
    public static Privacy directAfterAccept(Who trusted) {
        return new Privacy(
                PrivacyMode.DIRECT_AFTER_ACCEPT, Objects.requireNonNull(trusted, "trusted"));
    }

    /** Which of the three kinds this is. */
    public PrivacyMode mode() {
        return mode;
    }

    /** With whom a direct path is wanted. */
    public Who directFor() {
        return directFor;
    }

    /** The kind that holds with somebody. */
    PrivacyMode modeFor(CallFacts other) {
        return directFor.includes(other) ? mode : PrivacyMode.RELAY_ONLY;
    }

    @Override
    public String toString() {
        return mode == PrivacyMode.DIRECT_AFTER_ACCEPT
                ? "direct after accept for " + directFor
                : mode.toString();
    }
}
