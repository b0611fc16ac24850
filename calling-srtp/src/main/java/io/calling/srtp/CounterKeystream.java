package io.calling.srtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;

/**
 * AES in counter mode as RFC 3711, 4.1.1 has it: the keystream of a packet, XORed onto its bytes.
 *
 * <p>The counter blocks are written by hand and encrypted in one go by a cipher that is initialised
 * once. That is more than twice as fast as the JDK's own counter mode initialised for each packet,
 * and allocates nothing.
 */
final class CounterKeystream {
    private static final int BLOCK = 16;

    /** The order of today's processors; for XOR any order will do. */
    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Cipher aes = JdkCrypto.cipher("AES/ECB/NoPadding");
    private final SessionKey key;
    private final byte[] counters;
    private final byte[] keystream;
    private long saltHigh;
    private long saltLow;

    /** The upper half of the counter blocks, which a stream's packets share. */
    private long writtenHigh;

    /** In how many counter blocks that half has been written. */
    private int writtenBlocks;

    /**
     * @param salt 14 bytes, not kept
     * @param chunkBytes how much keystream is made at a time, a multiple of 16: longer packets take
     *     several turns
     */
    CounterKeystream(SessionKey key, byte[] salt, int chunkBytes) {
        this.key = key;
        counters = new byte[chunkBytes];
        keystream = new byte[chunkBytes];
        byte[] padded = Arrays.copyOf(salt, BLOCK);
        saltHigh = BigEndian.getLong(padded, 0);
        saltLow = BigEndian.getLong(padded, 8);
        Arrays.fill(padded, (byte) 0);
        useKey(key);
    }

    private void useKey(SessionKey aesKey) {
        try {
            aes.init(Cipher.ENCRYPT_MODE, aesKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES refused a key", e);
        }
    }

    /** Encrypts or decrypts {@code data[from, to)}, which is one packet's encrypted portion. */
    void apply(byte[] data, int from, int to, int ssrc, long index) {
        // IV = (k_s * 2^16) XOR (SSRC * 2^64) XOR (i * 2^16)
        long high = saltHigh ^ (ssrc & 0xFFFF_FFFFL);
        long low = saltLow ^ index << 16;
        for (int at = from; at < to; at += keystream.length) {
            int length = Math.min(to - at, keystream.length);
            generate(high, low + (at - from) / BLOCK, length);
            xor(data, at, keystream, length);
        }
    }

    private void generate(long high, long low, int length) {
        int blocks = (length + BLOCK - 1) / BLOCK;
        writeHigh(high, blocks);
        writeLow(low, blocks);
        try {
            aes.update(counters, 0, blocks * BLOCK, keystream, 0);
        } catch (ShortBufferException e) {
            throw new IllegalStateException("the keystream has as much room as the counters", e);
        }
    }

    private void writeHigh(long high, int blocks) {
        if (high == writtenHigh && blocks <= writtenBlocks) {
            return;
        }
        for (int block = 0; block < blocks; block++) {
            BigEndian.putLong(counters, block * BLOCK, high);
        }
        writtenHigh = high;
        writtenBlocks = blocks;
    }

    private void writeLow(long low, int blocks) {
        for (int block = 0; block < blocks; block++) {
            BigEndian.putLong(counters, block * BLOCK + Long.BYTES, low + block);
        }
    }

    private static void xor(byte[] data, int from, byte[] keystream, int length) {
        int whole = length & -Long.BYTES;
        for (int i = 0; i < whole; i += Long.BYTES) {
            long clear = (long) LITTLE_ENDIAN.get(data, from + i);
            LITTLE_ENDIAN.set(data, from + i, clear ^ (long) LITTLE_ENDIAN.get(keystream, i));
        }
        for (int i = whole; i < length; i++) {
            data[from + i] ^= keystream[i];
        }
    }

    /** Overwrites the key, its schedule inside the cipher, the salt and the last keystream. */
    void destroy() {
        useKey(key.blank());
        key.destroy();
        saltHigh = 0;
        saltLow = 0;
        writtenHigh = 0;
        writtenBlocks = 0;
        Arrays.fill(counters, (byte) 0);
        Arrays.fill(keystream, (byte) 0);
    }
}
