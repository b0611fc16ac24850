package io.calling.srtp;

import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * An AES key that can be destroyed, which {@link javax.crypto.spec.SecretKeySpec} cannot.
 *
 * <p>The array is taken over, not copied. {@link #getEncoded()} gives copies, as ciphers expect:
 * they overwrite what they get.
 */
final class SessionKey implements SecretKey {
    private final transient byte[] key;
    private transient boolean destroyed;

    SessionKey(byte[] key) {
        this.key = key;
    }

    /** A key of zeros of the same length, with which a cipher forgets this one. */
    SessionKey blank() {
        return new SessionKey(new byte[key.length]);
    }

    @Override
    public String getAlgorithm() {
        return "AES";
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    @Override
    public byte[] getEncoded() {
        return key.clone();
    }

    @Override
    public void destroy() {
        destroyed = true;
        Arrays.fill(key, (byte) 0);
    }

    @Override
    public boolean isDestroyed() {
        return destroyed;
    }

    @Override
    public String toString() {
        return "SessionKey[secret]";
    }
}
