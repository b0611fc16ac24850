package io.calling.ice.turn;

import java.net.InetAddress;

/** The relay's leave for one IP address to send to us, all ports (RFC 8656, 9). Loop only. */
final class TurnPermission {
    /** How far it has got. */
    enum State {
        /** Wanted; not asked for yet. */
        WANTED,
        /** Asked for the first time. */
        ASKED,
        /** Granted. */
        GRANTED,
        /** Granted, and asked for again before it expires. */
        RENEWING,
        /** Refused, or expired for want of use. */
        IDLE
    }

    private final InetAddress address;
    State state = State.WANTED;
    boolean used = true;

    /** When it was last found to be in use, on renewal. */
    long usedNanos;

    /** In {@code GRANTED}: when to renew. In {@code IDLE}: when it may be asked for again. */
    long dueNanos;

    TurnPermission(InetAddress address) {
        this.address = address;
    }

    InetAddress address() {
        return address;
    }

    boolean isGranted() {
        return state == State.GRANTED || state == State.RENEWING;
    }
}
