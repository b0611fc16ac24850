package io.calling.ice.stun;

/** The class of a message, two bits of its type (RFC 8489, 5). */
public enum StunClass {
    /** Wants a response. */
    REQUEST(0x000),
    /** Wants none. */
    INDICATION(0x010),
    /** Says that a request was granted. */
    SUCCESS(0x100),
    /** Says that a request was refused, and why. */
    ERROR(0x110);

    private static final int MASK = 0x110;

    private final int bits;

    StunClass(int bits) {
        this.bits = bits;
    }

    /** The message type of {@code method} in this class. */
    int typeOf(int method) {
        return (method & 0xF80) << 2 | (method & 0x070) << 1 | method & 0x00F | bits;
    }

    static StunClass ofType(int type) {
        return switch (type & MASK) {
            case 0x000 -> REQUEST;
            case 0x010 -> INDICATION;
            case 0x100 -> SUCCESS;
            default -> ERROR;
        };
    }

    static int methodOfType(int type) {
        return (type & 0x3E00) >> 2 | (type & 0x00E0) >> 1 | type & 0x000F;
    }
}
