package io.calling.srtp.verification;

import java.security.SecureRandom;
import java.util.Arrays;
import javax.security.auth.Destroyable;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * A user's Ed25519 private key (RFC 8032): signs what a call is bound to, so that peers who know
 * the public key need not trust signaling. It never prints; {@linkplain #destroy() destroy} it when
 * the application no longer needs it.
 */
public final class IdentityKey implements Destroyable {
    private static final int BYTES = Ed25519.SECRET_KEY_SIZE;

    private final byte[] secret;
    private final IdentityPublicKey publicKey;
    private volatile boolean destroyed;

    private IdentityKey(byte[] secret) {
        this.secret = secret;
        byte[] encoded = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(secret, 0, encoded, 0);
        this.publicKey = IdentityPublicKey.of(encoded);
    }

    /** A new key. */
    public static IdentityKey generate(SecureRandom random) {
        byte[] secret = new byte[BYTES];
        Ed25519.generatePrivateKey(random, secret);
        return new IdentityKey(secret);
    }

    /**
     * A stored key, from its 32 secret bytes (RFC 8032, 5.1.5), which are copied.
     *
     * @throws IllegalArgumentException if their number is not 32
     */
    public static IdentityKey of(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("an Ed25519 key has 32 bytes, not " + secret.length);
        }
        return new IdentityKey(secret.clone());
    }

    /** The half that peers know. */
    public IdentityPublicKey publicKey() {
        return publicKey;
    }

    /** A copy of the secret bytes, to be stored. */
    public byte[] toSecretBytes() {
        requireAlive();
        return secret.clone();
    }

    /** Vouches for what a call is bound to. */
    public IdentitySignature sign(CallBinding binding) {
        requireAlive();
        byte[] message = binding.transcript().bytes();
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(secret, 0, message, 0, message.length, signature, 0);
        return IdentitySignature.of(signature);
    }

    private void requireAlive() {
        if (destroyed) {
            throw new IllegalStateException("the identity key has been destroyed");
        }
    }

    /** Overwrites the secret bytes with zeros. */
    @Override
    public void destroy() {
        destroyed = true;
        Arrays.fill(secret, (byte) 0);
    }

    @Override
    public boolean isDestroyed() {
        return destroyed;
    }

    @Override
    public String toString() {
        return "IdentityKey[secret]";
    }
}
