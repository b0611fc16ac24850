package io.calling.policy;

import java.time.Duration;

/**
 * A call of the past.
 *
 * @param ago how long ago it began; not negative
 * @param kind what became of it
 */
public record PastCall(Duration ago, Kind kind) {
    /** Checks that it is past. */
    public PastCall {
        if (ago.isNegative()) {
            throw new IllegalArgumentException("ago must not be negative: " + ago);
        }
    }

    /** What became of a call. */
    public enum Kind {
        /** They called, and the user answered. */
        ANSWERED,
        /** They called, it rang, and the user declined. */
        DECLINED,
        /** They called, it rang, and nobody answered. */
        UNANSWERED,
        /** They called, and the policy did not let it ring. */
        REFUSED,
        /** The user called them. */
        PLACED;

        /** Whether it rang here in vain. */
        boolean inVain() {
            return this == DECLINED || this == UNANSWERED;
        }

        /** Whether the user wanted to talk to them. */
        boolean wanted() {
            return this == ANSWERED || this == PLACED;
        }
    }
}
