package io.calling.srtp;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * HMAC-SHA1 (RFC 2104) cut to 80 bits, as SRTP uses it (RFC 3711, 4.2).
 *
 * <p>Two plain digests instead of the JDK's {@code Mac}: faster for short packets, and without
 * allocation.
 */
final class HmacSha1 {
    static final int KEY_BYTES = 20;
    static final int TAG_BYTES = 10;

    private static final int BLOCK = 64;
    private static final int DIGEST = 20;

    private final MessageDigest sha1 = JdkCrypto.sha1();
    private final byte[] innerKey = new byte[BLOCK];

    /** The outer key, and behind it the room for the inner digest. */
    private final byte[] outer = new byte[BLOCK + DIGEST];

    private final byte[] tag = new byte[DIGEST];

    /**
     * @param key 20 bytes, not kept
     */
    HmacSha1(byte[] key) {
        Arrays.fill(innerKey, (byte) 0x36);
        Arrays.fill(outer, 0, BLOCK, (byte) 0x5C);
        for (int i = 0; i < key.length; i++) {
            innerKey[i] ^= key[i];
            outer[i] ^= key[i];
        }
    }

    /** Writes the tag of {@code data[from, to)} to {@code data[at, at + 10)}. */
    void sign(byte[] data, int from, int to, int at) {
        compute(data, from, to);
        System.arraycopy(tag, 0, data, at, TAG_BYTES);
    }

    /** Whether these are the first 80 bits of the tag of {@code data[from, to)}. */
    boolean verify(byte[] data, int from, int to, long first64, int last16) {
        compute(data, from, to);
        // One expression without a branch: the time tells nothing of where they differ.
        long difference =
                (BigEndian.getLong(tag, 0) ^ first64)
                        | (BigEndian.unsignedShort(tag, Long.BYTES) ^ last16);
        return difference == 0;
    }

    private void compute(byte[] data, int from, int to) {
        try {
            sha1.update(innerKey, 0, BLOCK);
            sha1.update(data, from, to - from);
            sha1.digest(outer, BLOCK, DIGEST);
            sha1.update(outer, 0, BLOCK + DIGEST);
            sha1.digest(tag, 0, DIGEST);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-1 gives 20 bytes", e);
        }
    }

    /** Overwrites the key, and what the digest remembers of it. */
    void destroy() {
        Arrays.fill(innerKey, (byte) 0);
        Arrays.fill(outer, (byte) 0);
        compute(outer, 0, BLOCK);
        Arrays.fill(outer, (byte) 0);
        Arrays.fill(tag, (byte) 0);
    }
}
