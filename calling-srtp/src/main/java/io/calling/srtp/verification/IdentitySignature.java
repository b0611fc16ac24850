package io.calling.srtp.verification;

/** An Ed25519 signature (RFC 8032) of a {@link CallBinding}. */
public final class IdentitySignature extends Octets {
    static final int BYTES = 64;

    private IdentitySignature(byte[] bytes) {
        super("signature", bytes, BYTES);
    }

    /**
     * From its bytes, which are copied.
     *
     * @throws IllegalArgumentException if their number is not 64
     */
    public static IdentitySignature of(byte[] bytes) {
        return new IdentitySignature(bytes);
    }

    /**
     * From its text.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    public static IdentitySignature parse(String text) {
        return new IdentitySignature(decode(text));
    }
}
