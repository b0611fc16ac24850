package io.calling.srtp;

import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * An AES key that can be destroyed, which {@link javax.crypto.spec.SecretKeySpec} cannot.
 *
 * <p>The array is taken over, not copied. {@link #getEncoded()} gives copies, as ciphers expect:
 * they keep what they get last, and overwrite it with zeros when they get the next. So there are
 * two copies, taken in turn: where a cipher asks for each packet, one of its own for each would
 * stay alive until the next, which is what a collector has to look for.
 */
final class SessionKey implements SecretKey {
    private final transient byte[] key;
    private transient byte[] current;
    private transient byte[] previous;
    private transient boolean destroyed;

    SessionKey(byte[] key) {
        this.key = key;
        this.current = new byte[key.length];
        this.previous = new byte[key.length];
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

    /** A copy that holds until the next but one. */
    @Override
    public byte[] getEncoded() {
        byte[] next = previous;
        previous = current;
        current = next;
        System.arraycopy(key, 0, next, 0, key.length);
        return next;
    }

    @Override
    public void destroy() {
        destroyed = true;
        Arrays.fill(key, (byte) 0);
        Arrays.fill(current, (byte) 0);
        Arrays.fill(previous, (byte) 0);
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
