package io.calling.srtp.verification;

/** A nonce of 256 random bits that one side has shown to the other. */
public final class SasNonce extends Octets {
    static final int BYTES = 32;

    private SasNonce(byte[] bytes) {
        super("nonce", bytes, BYTES);
    }

    /**
     * From its bytes, which are copied.
     *
     * @throws IllegalArgumentException if their number is not 32
     */
    public static SasNonce of(byte[] bytes) {
        return new SasNonce(bytes);
    }

    /**
     * From its text.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    public static SasNonce parse(String text) {
        return new SasNonce(decode(text));
    }
}
