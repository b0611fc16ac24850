package io.calling.ice.stun;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.security.auth.Destroyable;

/** The secret that authenticates STUN messages (RFC 8489, 9). Thread-safe; never prints. */
public final class IntegrityKey implements Destroyable {
    static final int SHA1_BYTES = 20;
    static final int SHA256_BYTES = 32;

    private final byte[] key;
    private volatile boolean destroyed;

    private IntegrityKey(byte[] key) {
        this.key = key;
    }

    /**
     * The key of a short-term credential: the password, which in ICE is of {@code ice-char}s.
     *
     * @throws IllegalArgumentException if the password is empty or cannot be prepared
     */
    public static IntegrityKey shortTerm(String password) {
        if (password.isEmpty()) {
            throw new IllegalArgumentException("the password is empty");
        }
        return new IntegrityKey(PreparedText.saslprep(password).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The key of a long-term credential, {@code H(username ":" realm ":" password)} (RFC 8489,
     * 9.2.2). The texts are taken as they are: prepare them with {@link PreparedText}.
     */
    public static IntegrityKey longTerm(
            PasswordAlgorithm algorithm, String username, String realm, String password) {
        byte[] text = (username + ':' + realm + ':' + password).getBytes(StandardCharsets.UTF_8);
        try {
            return new IntegrityKey(MessageDigest.getInstance(algorithm.digest()).digest(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK lacks " + algorithm.digest(), e);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    byte[] sha1(byte[] buffer, int offset, int cursor) {
        return hmac("HmacSHA1", buffer, offset, cursor, SHA1_BYTES);
    }

    byte[] sha256(byte[] buffer, int offset, int cursor, int length) {
        return Arrays.copyOf(hmac("HmacSHA256", buffer, offset, cursor, length), length);
    }

    /**
     * RFC 8489, 14.5: "the Length field of the STUN message header is adjusted to point to the end
     * of the MESSAGE-INTEGRITY attribute"; what comes behind it is not there.
     */
    private byte[] hmac(String algorithm, byte[] buffer, int offset, int cursor, int tagBytes) {
        if (destroyed) {
            throw new IllegalStateException("the key was destroyed");
        }
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            int counted =
                    cursor
                            + StunMessage.ATTRIBUTE_HEADER_BYTES
                            + tagBytes
                            - offset
                            - StunMessage.HEADER_BYTES;
            mac.update(buffer, offset, 2);
            mac.update((byte) (counted >>> 8));
            mac.update((byte) counted);
            mac.update(buffer, offset + 4, cursor - offset - 4);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK lacks " + algorithm, e);
        }
    }

    /** Overwrites the secret; the key is of no use afterwards. Idempotent. */
    @Override
    public void destroy() {
        destroyed = true;
        Arrays.fill(key, (byte) 0);
    }

    @Override
    public boolean isDestroyed() {
        return destroyed;
    }

    /** Says nothing. */
    @Override
    public String toString() {
        return "IntegrityKey";
    }
}
