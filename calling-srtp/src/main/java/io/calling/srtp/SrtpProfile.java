package io.calling.srtp;

import java.util.Arrays;
import java.util.Optional;

/**
 * An SRTP protection profile: cipher, key sizes and tag size.
 *
 * <p>Those that DTLS {@code use_srtp} can negotiate carry their {@linkplain #id() number}. AES-256
 * in counter mode has none: RFC 6188 defines the transform, but nobody registered it for DTLS, so
 * it is only for applications that agree on keys in another way.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5764#section-4.1.2">RFC 5764, 4.1.2</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7714#section-14.2">RFC 7714, 14.2</a>
 */
public enum SrtpProfile {
    /** AES-128 counter mode with 80-bit HMAC-SHA1 tags (RFC 3711). */
    AES128_CM_HMAC_SHA1_80(0x0001, 16, 14, 10),
    /** AES-128 in Galois counter mode (RFC 7714). */
    AEAD_AES_128_GCM(0x0007, 16, 12, 16),
    /** AES-256 in Galois counter mode (RFC 7714). */
    AEAD_AES_256_GCM(0x0008, 32, 12, 16),
    /** AES-256 counter mode with 80-bit HMAC-SHA1 tags (RFC 6188). Not for DTLS. */
    AES256_CM_HMAC_SHA1_80(-1, 32, 14, 10);

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

    /** The profile with this number in DTLS {@code use_srtp}, if it is one of ours. */
    public static Optional<SrtpProfile> ofId(int id) {
        return Arrays.stream(values())
                .filter(profile -> profile.negotiable() && profile.id == id)
                .findFirst();
    }

    /** Whether DTLS {@code use_srtp} has a number for this profile. */
    public boolean negotiable() {
        return id >= 0;
    }

    /**
     * The value on the wire, 16 bits.
     *
     * @throws IllegalStateException if this profile is not {@link #negotiable()}
     */
    public int id() {
        if (!negotiable()) {
            throw new IllegalStateException(this + " has no number in use_srtp");
        }
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

    /**
     * How many bytes to take from the DTLS exporter: two keys and two salts (RFC 5764, 4.2).
     *
     * @see SrtpSession#fromExportedKeys
     */
    public int exportedKeyBytes() {
        return 2 * (keyBytes + saltBytes);
    }

    /** Whether encryption and authentication are one algorithm (RFC 7714). */
    boolean aead() {
        return this == AEAD_AES_128_GCM || this == AEAD_AES_256_GCM;
    }
}
