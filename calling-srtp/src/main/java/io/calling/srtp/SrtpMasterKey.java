package io.calling.srtp;

import java.security.MessageDigest;
import java.util.Arrays;
import javax.security.auth.Destroyable;

/**
 * An SRTP master key and its master salt (RFC 3711, 3.2.1): the secret from which a context derives
 * its session keys.
 *
 * <p>Both arrays are copied in. Contexts don't keep the key: {@linkplain #destroy() destroy} it
 * once they are made. It never prints, and compares in constant time.
 */
public final class SrtpMasterKey implements Destroyable {
    private final byte[] key;
    private final byte[] salt;
    private volatile boolean destroyed;

    private SrtpMasterKey(byte[] key, byte[] salt) {
        this.key = key;
        this.salt = salt;
    }

    /**
     * A master key of these bytes.
     *
     * @throws IllegalArgumentException if no profile takes keys or salts of these lengths
     */
    public static SrtpMasterKey of(byte[] key, byte[] salt) {
        if (key.length != 16 && key.length != 32) {
            throw new IllegalArgumentException("master key of " + key.length + " bytes");
        }
        if (salt.length != 12 && salt.length != 14) {
            throw new IllegalArgumentException("master salt of " + salt.length + " bytes");
        }
        return new SrtpMasterKey(key.clone(), salt.clone());
    }

    /** Checks that this key is of the profile's sizes and still there. */
    void requireFits(SrtpProfile profile) {
        if (destroyed) {
            throw new IllegalStateException("the master key has been destroyed");
        }
        if (key.length != profile.keyBytes() || salt.length != profile.saltBytes()) {
            throw new IllegalArgumentException(
                    profile + " takes other sizes than " + key.length + " and " + salt.length);
        }
    }

    /** The bytes themselves, not a copy. */
    byte[] key() {
        return key;
    }

    /** The bytes themselves, not a copy. */
    byte[] salt() {
        return salt;
    }

    /** Overwrites the key and the salt with zeros. */
    @Override
    public void destroy() {
        destroyed = true;
        Arrays.fill(key, (byte) 0);
        Arrays.fill(salt, (byte) 0);
    }

    @Override
    public boolean isDestroyed() {
        return destroyed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SrtpMasterKey that && sameBytes(that);
    }

    private boolean sameBytes(SrtpMasterKey that) {
        boolean sameKey = MessageDigest.isEqual(key, that.key);
        boolean sameSalt = MessageDigest.isEqual(salt, that.salt);
        return sameKey && sameSalt;
    }

    /** The same for all keys: a hash would tell something of the secret. */
    @Override
    public int hashCode() {
        return SrtpMasterKey.class.hashCode();
    }

    @Override
    public String toString() {
        return "SrtpMasterKey[secret]";
    }
}
