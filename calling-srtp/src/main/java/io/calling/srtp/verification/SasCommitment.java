package io.calling.srtp.verification;

/** The caller's promise of a nonce that it has not shown yet; goes with the invite. */
public final class SasCommitment extends Octets {
    static final int BYTES = 32;

    private SasCommitment(byte[] bytes) {
        super("commitment", bytes, BYTES);
    }

    /**
     * From its bytes, which are copied.
     *
     * @throws IllegalArgumentException if their number is not 32
     */
    public static SasCommitment of(byte[] bytes) {
        return new SasCommitment(bytes);
    }

    /**
     * From its text.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    public static SasCommitment parse(String text) {
        return new SasCommitment(decode(text));
    }
}
