package io.calling.srtp.verification;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/**
 * A public value of a fixed number of bytes, whose text is base64url without padding (RFC 4648, 5):
 * what signaling carries.
 */
abstract class Octets {
    private final String kind;
    private final byte[] bytes;

    Octets(String kind, byte[] bytes, int length) {
        if (bytes.length != length) {
            throw new IllegalArgumentException(
                    "a " + kind + " has " + length + " bytes, not " + bytes.length);
        }
        this.kind = kind;
        this.bytes = bytes.clone();
    }

    /**
     * The bytes that {@code text} stands for.
     *
     * @throws IllegalArgumentException if it is no base64url, or not the only text for its bytes
     */
    static byte[] decode(String text) {
        byte[] decoded = Base64.getUrlDecoder().decode(text);
        if (!encode(decoded).equals(text)) {
            throw new IllegalArgumentException("not the canonical base64url of its bytes");
        }
        return decoded;
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A copy of the bytes. */
    public final byte[] toBytes() {
        return bytes.clone();
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof Octets that
                && kind.equals(that.kind)
                && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public final int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The text that signaling carries. */
    @Override
    public final String toString() {
        return encode(bytes);
    }
}
