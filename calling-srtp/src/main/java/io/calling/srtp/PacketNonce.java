package io.calling.srtp;

import javax.crypto.spec.GCMParameterSpec;

/**
 * The nonce of a packet in Galois counter mode (RFC 7714, 8.1 and 9.1), written anew for each
 * packet instead of being allocated anew.
 *
 * <p>A cipher keeps the array that it was given last and compares the next one with it, to refuse a
 * second use. So there are two arrays, taken in turn.
 */
final class PacketNonce extends GCMParameterSpec {
    private static final int BYTES = 12;

    private long saltHigh;
    private int saltLow;
    private byte[] current = new byte[BYTES];
    private byte[] previous = new byte[BYTES];

    /**
     * @param salt 12 bytes, not kept
     */
    PacketNonce(byte[] salt) {
        super(8 * GaloisCipher.TAG, new byte[BYTES]);
        saltHigh = BigEndian.getLong(salt, 0);
        saltLow = BigEndian.getInt(salt, Long.BYTES);
    }

    /** Two bytes of zeros, the SSRC and the 48-bit index, XORed with the salt. */
    PacketNonce of(int ssrc, long index) {
        byte[] next = previous;
        previous = current;
        current = next;
        long high = (ssrc & 0xFFFF_FFFFL) << 16 | index >>> 32;
        BigEndian.putLong(next, 0, saltHigh ^ high);
        BigEndian.putInt(next, Long.BYTES, saltLow ^ (int) index);
        return this;
    }

    /** The array itself and no copy: it holds until the next but one nonce. */
    @Override
    public byte[] getIV() {
        return current;
    }

    /** Forgets the salt. */
    void destroy() {
        saltHigh = 0;
        saltLow = 0;
    }
}
