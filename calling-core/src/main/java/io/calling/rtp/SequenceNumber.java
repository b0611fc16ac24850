package io.calling.rtp;

/**
 * Arithmetic of RTP sequence numbers: 16 bits, wrapping. They stay plain numbers, since every
 * packet has one.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3550#section-5.1">RFC 3550, 5.1</a>
 */
public final class SequenceNumber {
    /** How many there are. */
    public static final int MODULUS = 1 << 16;

    private SequenceNumber() {}

    /** The one after {@code sequence}. */
    public static int next(int sequence) {
        return sequence + 1 & 0xFFFF;
    }

    /** How far {@code a} is ahead of {@code b}: −32,768 to 32,767, the shorter way round. */
    public static int difference(int a, int b) {
        return (short) (a - b);
    }

    /** Whether {@code a} was sent after {@code b}, taking the shorter way round. */
    public static boolean isNewer(int a, int b) {
        return difference(a, b) > 0;
    }

    /**
     * The number without wrapping that ends in {@code sequence} and is nearest to {@code
     * reference}.
     */
    public static long extend(int sequence, long reference) {
        return reference + (short) (sequence - (int) reference);
    }
}
