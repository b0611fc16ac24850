package io.calling.sdp;

import java.util.Locale;
import java.util.Optional;

/** Which way media flows, as the writer of a description sees it (RFC 8866, 6.7). */
public enum Direction {
    /** Both ways. */
    SENDRECV(true, true),
    /** From the writer only. */
    SENDONLY(true, false),
    /** To the writer only. */
    RECVONLY(false, true),
    /** Neither way. */
    INACTIVE(false, false);

    private final boolean sends;
    private final boolean receives;

    Direction(boolean sends, boolean receives) {
        this.sends = sends;
        this.receives = receives;
    }

    /** The direction that sends and receives as said. */
    public static Direction of(boolean sends, boolean receives) {
        if (sends) {
            return receives ? SENDRECV : SENDONLY;
        }
        return receives ? RECVONLY : INACTIVE;
    }

    static Optional<Direction> named(String token) {
        for (Direction direction : values()) {
            if (direction.token().equals(token)) {
                return Optional.of(direction);
            }
        }
        return Optional.empty();
    }

    /** Whether the writer sends. */
    public boolean sends() {
        return sends;
    }

    /** Whether the writer receives. */
    public boolean receives() {
        return receives;
    }

    /** The same flow as the other side sees it. */
    public Direction reversed() {
        return of(receives, sends);
    }

    /** What both allow. */
    public Direction and(Direction other) {
        return of(sends && other.sends, receives && other.receives);
    }

    /** The attribute's name. */
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }
}
