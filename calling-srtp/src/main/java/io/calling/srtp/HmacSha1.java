package io.calling.srtp;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * HMAC-SHA1 (RFC 2104) cut to 80 bits, as SRTP uses it (RFC 3711, 4.2).
 *
 * <p>Two plain digests instead of the JDK's {@code Mac}: faster for short packets, and without
 * allocation. Each hashes its key block anew for each packet, since the JDK gives a digest's state
 * away only as a clone. The order of the calls lets the processor do so beside other work: a block
 * of SHA-1 is one long chain of dependent instructions, and two chains that do not need each other
 * run at once when they are close together. So the outer key block stands between the packet and
 * the end of its digest, and the next packet's inner key block behind all. A digest is reset as
 * soon as it has been read: what it stores there must have reached the cache before the next block
 * can be loaded, and otherwise the processor would wait for that.
 */
final class HmacSha1 {
    static final int KEY_BYTES = 20;
    static final int TAG_BYTES = 10;

    private static final int BLOCK = 64;
    private static final int DIGEST = 20;

    /** Has hashed the inner key block whenever no packet is in hand. */
    private final MessageDigest inner = JdkCrypto.digest("SHA-1");

    private final MessageDigest outer = JdkCrypto.digest("SHA-1");
    private final byte[] innerKey = new byte[BLOCK];
    private final byte[] outerKey = new byte[BLOCK];
    private final byte[] tag = new byte[DIGEST];

    /**
     * @param key 20 bytes, not kept
     */
    HmacSha1(byte[] key) {
        Arrays.fill(innerKey, (byte) 0x36);
        Arrays.fill(outerKey, (byte) 0x5C);
        for (int i = 0; i < key.length; i++) {
            innerKey[i] ^= key[i];
            outerKey[i] ^= key[i];
        }
        inner.update(innerKey, 0, BLOCK);
    }

    /** Writes the tag of {@code data[from, to)} to {@code data[at, at + 10)}. */
    void sign(byte[] data, int from, int to, int at) {
        compute(data, from, to);
        // By the words in which the digest wrote it: the processor forwards no others.
        BigEndian.putInt(data, at, BigEndian.getInt(tag, 0));
        BigEndian.putInt(data, at + 4, BigEndian.getInt(tag, 4));
        BigEndian.putShort(data, at + 8, BigEndian.getInt(tag, 8) >>> 16);
    }

    /** Whether these are the first 80 bits of the tag of {@code data[from, to)}. */
    boolean verify(byte[] data, int from, int to, long first64, int last16) {
        compute(data, from, to);
        // One expression without a branch: the time tells nothing of where they differ.
        int difference =
                (BigEndian.getInt(tag, 0) ^ (int) (first64 >>> 32))
                        | (BigEndian.getInt(tag, 4) ^ (int) first64)
                        | (BigEndian.getInt(tag, 8) >>> 16 ^ last16);
        return difference == 0;
    }

    private void compute(byte[] data, int from, int to) {
        try {
            inner.update(data, from, to - from);
            outer.update(outerKey, 0, BLOCK);
            inner.digest(tag, 0, DIGEST);
            inner.reset();
            outer.update(tag, 0, DIGEST);
            outer.digest(tag, 0, DIGEST);
            outer.reset();
            inner.update(innerKey, 0, BLOCK);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-1 gives 20 bytes", e);
        }
    }

    /** Overwrites the key, and what the digests remember of it. */
    void destroy() {
        Arrays.fill(innerKey, (byte) 0);
        Arrays.fill(outerKey, (byte) 0);
        inner.reset();
        compute(outerKey, 0, BLOCK);
        Arrays.fill(tag, (byte) 0);
    }
}
