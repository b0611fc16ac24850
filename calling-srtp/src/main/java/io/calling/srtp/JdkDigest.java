package io.calling.srtp;

import java.security.DigestException;
import java.security.MessageDigest;
import org.bouncycastle.crypto.ExtendedDigest;

/**
 * A digest of the JDK behind Bouncy Castle's interface: it runs on the processor's instructions for
 * SHA where there are such, and Bouncy Castle's does not.
 */
final class JdkDigest implements ExtendedDigest {
    private final MessageDigest digest;
    private final int blockBytes;

    private JdkDigest(MessageDigest digest, int blockBytes) {
        this.digest = digest;
        this.blockBytes = blockBytes;
    }

    static JdkDigest sha256() {
        return new JdkDigest(JdkCrypto.digest("SHA-256"), 64);
    }

    static JdkDigest sha384() {
        return new JdkDigest(JdkCrypto.digest("SHA-384"), 128);
    }

    /** Another one that has digested the same. */
    JdkDigest copy() {
        try {
            return new JdkDigest((MessageDigest) digest.clone(), blockBytes);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this runtime's digests cannot be copied", e);
        }
    }

    @Override
    public String getAlgorithmName() {
        return digest.getAlgorithm();
    }

    @Override
    public int getDigestSize() {
        return digest.getDigestLength();
    }

    @Override
    public int getByteLength() {
        return blockBytes;
    }

    @Override
    public void update(byte in) {
        digest.update(in);
    }

    @Override
    public void update(byte[] in, int offset, int length) {
        digest.update(in, offset, length);
    }

    @Override
    public int doFinal(byte[] out, int offset) {
        try {
            int length = digest.digest(out, offset, getDigestSize());
            digest.reset();
            return length;
        } catch (DigestException e) {
            throw new IllegalArgumentException("no room for a digest", e);
        }
    }

    @Override
    public void reset() {
        digest.reset();
    }
}
