package io.calling.srtp;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;

/**
 * A self-signed ECDSA P-256 certificate and its private key, for one call and no other: a
 * certificate that serves two calls links them.
 */
public final class DtlsCertificate {
    /** The name that browsers give their certificates, so that it tells nothing. */
    private static final X500Name NAME = new X500Name("CN=WebRTC");

    private static final ECNamedDomainParameters P256 = p256();
    private static final AlgorithmIdentifier SIGNATURE =
            new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withECDSA");
    private static final AlgorithmIdentifier DIGEST =
            new DefaultDigestAlgorithmIdentifierFinder().find(SIGNATURE);

    private static final int MOST_SHIFT_DAYS = 7;
    private static final int VALID_DAYS = 30 + MOST_SHIFT_DAYS;
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final byte[] encoded;
    private final ECPrivateKeyParameters privateKey;

    private DtlsCertificate(byte[] encoded, ECPrivateKeyParameters privateKey) {
        this.encoded = encoded;
        this.privateKey = privateKey;
    }

    /**
     * Makes a key pair and a certificate that tells nothing: a random serial number, a constant
     * name, and dates that are rounded to days and shifted by up to a week, so that they don't show
     * this machine's clock.
     *
     * @param random where key, serial number and shift come from
     * @param now roughly the time of the call
     */
    public static DtlsCertificate generate(SecureRandom random, Instant now) {
        AsymmetricCipherKeyPair pair = keyPair(random);
        try {
            byte[] encoded = selfSigned(pair, random, now);
            return new DtlsCertificate(encoded, (ECPrivateKeyParameters) pair.getPrivate());
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("Bouncy Castle makes no P-256 certificate", e);
        }
    }

    private static AsymmetricCipherKeyPair keyPair(SecureRandom random) {
        var generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(P256, random));
        return generator.generateKeyPair();
    }

    private static byte[] selfSigned(AsymmetricCipherKeyPair pair, SecureRandom random, Instant now)
            throws IOException, OperatorCreationException {
        Instant from =
                now.truncatedTo(ChronoUnit.DAYS)
                        .minus(1 + random.nextInt(MOST_SHIFT_DAYS), ChronoUnit.DAYS);
        var builder =
                new X509v3CertificateBuilder(
                        NAME,
                        new BigInteger(63, random).setBit(62),
                        utcTime(from),
                        utcTime(from.plus(VALID_DAYS, ChronoUnit.DAYS)),
                        NAME,
                        SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic()));
        return builder.build(signer(pair.getPrivate(), random)).getEncoded();
    }

    private static ContentSigner signer(AsymmetricKeyParameter key, SecureRandom random)
            throws OperatorCreationException {
        return new BcECContentSignerBuilder(SIGNATURE, DIGEST).setSecureRandom(random).build(key);
    }

    private static Time utcTime(Instant instant) {
        return new Time(new ASN1UTCTime(UTC_TIME.format(instant)));
    }

    private static ECNamedDomainParameters p256() {
        X9ECParameters curve = CustomNamedCurves.getByOID(SECObjectIdentifiers.secp256r1);
        return new ECNamedDomainParameters(SECObjectIdentifiers.secp256r1, curve);
    }

    /** The SHA-256 fingerprint, to be announced in signaling. */
    public Fingerprint fingerprint() {
        return fingerprint(Fingerprint.Algorithm.SHA_256);
    }

    /** The fingerprint by another hash. */
    public Fingerprint fingerprint(Fingerprint.Algorithm algorithm) {
        return Fingerprint.ofCertificate(algorithm, encoded);
    }

    /** The certificate in DER, a copy. */
    public byte[] encoded() {
        return encoded.clone();
    }

    /** The secret half. */
    ECPrivateKeyParameters privateKey() {
        return privateKey;
    }

    /** Names the fingerprint; never the key. */
    @Override
    public String toString() {
        return "DtlsCertificate[" + fingerprint() + "]";
    }
}
