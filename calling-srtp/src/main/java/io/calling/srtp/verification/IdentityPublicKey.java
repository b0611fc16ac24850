package io.calling.srtp.verification;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** An Ed25519 public key (RFC 8032), by which an application knows a user. */
public final class IdentityPublicKey extends Octets {
    static final int BYTES = 32;

    private IdentityPublicKey(byte[] bytes) {
        super("public key", bytes, BYTES);
    }

    /**
     * From its bytes, which are copied.
     *
     * @throws IllegalArgumentException if their number is not 32
     */
    public static IdentityPublicKey of(byte[] bytes) {
        return new IdentityPublicKey(bytes);
    }

    /**
     * From its text.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    public static IdentityPublicKey parse(String text) {
        return new IdentityPublicKey(decode(text));
    }

    /** Whether the holder of this key has signed exactly this. Never throws on a bad signature. */
    public boolean verifies(CallBinding binding, IdentitySignature signature) {
        byte[] message = binding.transcript().bytes();
        return Ed25519.verify(signature.toBytes(), 0, toBytes(), 0, message, 0, message.length);
    }
}
