package io.calling.srtp;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.TlsFatalAlert;
import org.jspecify.annotations.Nullable;

/**
 * Whom we talk to: compares the peer's certificate with the fingerprints that signaling announced.
 *
 * <p>Names, dates and issuers mean nothing here (RFC 8122, 5: the fingerprint alone vouches), and
 * of a chain only the first certificate counts, the one whose key signs the handshake.
 */
final class PeerIdentity {
    private static final int LEAST_RSA_BITS = 2048;
    private static final int MOST_RSA_BITS = 8192;

    /**
     * As the JDK limits it. What it costs to verify a signature grows with the exponent, which the
     * peer makes up: one of a few kilobytes takes as many times the time of 65537 as it has bits.
     */
    private static final int MOST_RSA_EXPONENT_BITS = 64;

    private static final Set<ASN1Encodable> CURVES =
            Set.of(SECObjectIdentifiers.secp256r1, SECObjectIdentifiers.secp384r1);

    private final List<Fingerprint> announced;
    private @Nullable Fingerprint verified;
    private @Nullable DtlsFailure failure;

    PeerIdentity(List<Fingerprint> announced) {
        this.announced = strongest(announced);
    }

    /**
     * RFC 8122, 5: where there are fingerprints of several hash functions, one function is chosen,
     * and the certificate has to match one of the fingerprints that were made with it. The
     * strongest is chosen, so that the weaker ones don't matter.
     */
    private static List<Fingerprint> strongest(List<Fingerprint> announced) {
        Fingerprint.Algorithm best =
                announced.stream()
                        .map(Fingerprint::algorithm)
                        .max(Enum::compareTo)
                        .orElseThrow(() -> new IllegalArgumentException("no fingerprint"));
        return announced.stream().filter(f -> f.algorithm() == best).toList();
    }

    /**
     * Called with the certificate before its key is used for anything.
     *
     * @throws TlsFatalAlert if the handshake must end here
     */
    void verify(@Nullable Certificate chain) throws IOException {
        if (chain == null || chain.isEmpty()) {
            throw refuse(DtlsFailure.CERTIFICATE_UNACCEPTABLE, AlertDescription.handshake_failure);
        }
        byte[] der = chain.getCertificateAt(0).getEncoded();
        Fingerprint match = announced.stream().filter(f -> f.matches(der)).findFirst().orElse(null);
        if (match == null) {
            throw refuse(DtlsFailure.FINGERPRINT_MISMATCH, AlertDescription.bad_certificate);
        }
        if (!strong(der)) {
            throw refuse(
                    DtlsFailure.CERTIFICATE_UNACCEPTABLE, AlertDescription.unsupported_certificate);
        }
        verified = match;
    }

    private TlsFatalAlert refuse(DtlsFailure reason, short alert) {
        failure = reason;
        return new TlsFatalAlert(alert);
    }

    private static boolean strong(byte[] der) {
        try {
            var certificate = org.bouncycastle.asn1.x509.Certificate.getInstance(der);
            return strong(certificate.getSubjectPublicKeyInfo());
        } catch (IOException | RuntimeException malformed) {
            return false;
        }
    }

    /** Looks at the sizes first: what Bouncy Castle makes of a key already costs what they say. */
    private static boolean strong(SubjectPublicKeyInfo info) throws IOException {
        if (PKCSObjectIdentifiers.rsaEncryption.equals(info.getAlgorithm().getAlgorithm())) {
            return strong(RSAPublicKey.getInstance(info.parsePublicKey()))
                    && PublicKeyFactory.createKey(info) instanceof RSAKeyParameters;
        }
        // Named curves only: with parameters spelt out anybody can "own" a given key.
        return CURVES.contains(info.getAlgorithm().getParameters())
                && PublicKeyFactory.createKey(info) instanceof ECPublicKeyParameters;
    }

    private static boolean strong(RSAPublicKey key) {
        int bits = key.getModulus().bitLength();
        return bits >= LEAST_RSA_BITS
                && bits <= MOST_RSA_BITS
                && key.getPublicExponent().bitLength() <= MOST_RSA_EXPONENT_BITS;
    }

    /** The announced fingerprint that the peer's certificate matched, once it did. */
    @Nullable Fingerprint verified() {
        return verified;
    }

    /** Why the certificate was refused, if it was. */
    @Nullable DtlsFailure failure() {
        return failure;
    }
}
