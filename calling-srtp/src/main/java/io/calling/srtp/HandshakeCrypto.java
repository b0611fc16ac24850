package io.calling.srtp;

import java.security.SecureRandom;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.crypto.CryptoHashAlgorithm;
import org.bouncycastle.tls.crypto.TlsECConfig;
import org.bouncycastle.tls.crypto.TlsECDomain;
import org.bouncycastle.tls.crypto.TlsNonceGenerator;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * The cryptography of one handshake: Bouncy Castle's own, not the JDK's, whose elliptic curves make
 * a handshake five times as slow; but the JDK's digests, which are several times as fast.
 */
final class HandshakeCrypto extends BcTlsCrypto {
    private int group;

    HandshakeCrypto(SecureRandom random) {
        super(random);
    }

    /** Nonces come from the given randomness alone; Bouncy Castle would stir in a clock. */
    @Override
    public TlsNonceGenerator createNonceGenerator(byte[] additionalSeedMaterial) {
        return size -> {
            byte[] nonce = new byte[size];
            getSecureRandom().nextBytes(nonce);
            return nonce;
        };
    }

    @Override
    public Digest createDigest(int cryptoHashAlgorithm) {
        return switch (cryptoHashAlgorithm) {
            case CryptoHashAlgorithm.sha256 -> JdkDigest.sha256();
            case CryptoHashAlgorithm.sha384 -> JdkDigest.sha384();
            default -> super.createDigest(cryptoHashAlgorithm);
        };
    }

    @Override
    public Digest cloneDigest(int cryptoHashAlgorithm, Digest digest) {
        return digest instanceof JdkDigest ours
                ? ours.copy()
                : super.cloneDigest(cryptoHashAlgorithm, digest);
    }

    /** Notes the group, which Bouncy Castle does not tell otherwise. */
    @Override
    public TlsECDomain createECDomain(TlsECConfig config) {
        group = config.getNamedGroup();
        return super.createECDomain(config);
    }

    /** The group of the key agreement, by its IANA name. */
    String groupName() {
        return NamedGroup.getName(group);
    }
}
