package io.calling.ice.stun;

/**
 * The 96 random bits that join a response to its request (RFC 8489, 5).
 *
 * @param high the first 32 bits
 * @param low the other 64
 */
public record TransactionId(int high, long low) {
    /** Its size on the wire. */
    public static final int BYTES = 12;

    /**
     * The identifier that {@code bytes} spell.
     *
     * @throws IllegalArgumentException unless there are {@value #BYTES}
     */
    public static TransactionId of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException(
                    "a transaction id has " + BYTES + " bytes, not " + bytes.length);
        }
        return read(bytes, 0);
    }

    static TransactionId read(byte[] buffer, int offset) {
        return new TransactionId(
                Bytes.int32(buffer, offset), Bytes.int64(buffer, offset + Integer.BYTES));
    }

    void write(byte[] buffer, int offset) {
        Bytes.putInt32(buffer, offset, high);
        Bytes.putInt64(buffer, offset + Integer.BYTES, low);
    }
}
