package io.calling.srtp;

import java.security.MessageDigest;

/**
 * Binds a handshake to the identities that signaling asserted for it: each side sends the hash of
 * its own assertion in the {@code external_id_hash} extension and demands the peer's.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8844#section-3">RFC 8844, 3</a>
 */
public final class ExternalIdentity {
    private static final int BYTES = 32;

    private final byte[] own;
    private final byte[] peers;

    private ExternalIdentity(byte[] own, byte[] peers) {
        this.own = own;
        this.peers = peers;
    }

    /**
     * The SHA-256 hashes of both assertions, which are copied.
     *
     * @param own of what we asserted to the peer
     * @param peers of what the peer asserted to us
     * @throws IllegalArgumentException if either has not 32 bytes
     */
    public static ExternalIdentity of(byte[] own, byte[] peers) {
        if (own.length != BYTES || peers.length != BYTES) {
            throw new IllegalArgumentException("a hash of an identity has 32 bytes");
        }
        return new ExternalIdentity(own.clone(), peers.clone());
    }

    /** The content of the extension that we send. */
    byte[] extension() {
        return extension(own);
    }

    /** Whether the peer's extension is the one that we demand. */
    boolean accepts(byte[] extension) {
        return MessageDigest.isEqual(extension(peers), extension);
    }

    /** RFC 8844, 3.2: {@code opaque binding_hash<0..32>}. */
    private static byte[] extension(byte[] hash) {
        byte[] extension = new byte[1 + BYTES];
        extension[0] = BYTES;
        System.arraycopy(hash, 0, extension, 1, BYTES);
        return extension;
    }
}
