package io.calling.srtp;

/**
 * An SRTP protection profile, as negotiated by DTLS {@code use_srtp} (RFC 5764, 4.1.2; RFC 7714,
 * 14.2).
 */
public enum SrtpProfile {
    /** AES-128 counter mode with 80-bit HMAC-SHA1 tags (RFC 3711). */
    AES128_CM_HMAC_SHA1_80(0x0001, 16, 14, 10),
    /** AES-128 in Galois counter mode (RFC 7714). */
    AEAD_AES_128_GCM(0x0007, 16, 12, 16),
    /** AES-256 in Galois counter mode (RFC 7714). */
    AEAD_AES_256_GCM(0x0008, 32, 12, 16);

    private final int id;
    private final int keyBytes;
    private final int saltBytes;
    private final int tagBytes;

    SrtpProfile(int id, int keyBytes, int saltBytes, int tagBytes) {
        this.id = id;
        this.keyBytes = keyBytes;
        this.saltBytes = saltBytes;
        this.tagBytes = tagBytes;
    }

    /** The value on the wire, 16 bits. */
    public int id() {
        return id;
    }

    /** Length of a master key, in bytes. */
    public int keyBytes() {
        return keyBytes;
    }

    /** Length of a master salt, in bytes. */
    public int saltBytes() {
        return saltBytes;
    }

    /** Length of an authentication tag, in bytes. */
    public int tagBytes() {
        return tagBytes;
    }
}
