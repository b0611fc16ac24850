package io.calling.srtp;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;

/**
 * A self-signed ECDSA P-256 certificate and its private key, for one call and no other: a
 * certificate that serves two calls links them.
 */
public final class DtlsCertificate {
    /** The name that browsers give their certificates, so that it tells nothing. */
    private static final X500Name NAME = new X500Name("CN=WebRTC");

    private static final ECNamedDomainParameters P256 = p256();
    private static final AlgorithmIdentifier KEY =
            new AlgorithmIdentifier(
                    X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256r1);
    private static final AlgorithmIdentifier SIGNATURE =
            new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);

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
        } catch (IOException e) {
            throw new IllegalStateException("Bouncy Castle makes no P-256 certificate", e);
        }
    }

    private static AsymmetricCipherKeyPair keyPair(SecureRandom random) {
        var generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(P256, random));
        return generator.generateKeyPair();
    }

    private static byte[] selfSigned(AsymmetricCipherKeyPair pair, SecureRandom random, Instant now)
            throws IOException {
        TBSCertificate certificate = unsigned(pair, random, now);
        byte[] signature = sign(pair, random, certificate.getEncoded(ASN1Encoding.DER));
        var signed = new ASN1Encodable[] {certificate, SIGNATURE, new DERBitString(signature)};
        return new DERSequence(signed).getEncoded(ASN1Encoding.DER);
    }

    private static TBSCertificate unsigned(
            AsymmetricCipherKeyPair pair, SecureRandom random, Instant now) {
        Instant from =
                now.truncatedTo(ChronoUnit.DAYS)
                        .minus(1 + random.nextInt(MOST_SHIFT_DAYS), ChronoUnit.DAYS);
        var generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new ASN1Integer(new BigInteger(63, random).setBit(62)));
        generator.setSignature(SIGNATURE);
        generator.setIssuer(NAME);
        generator.setStartDate(utcTime(from));
        generator.setEndDate(utcTime(from.plus(VALID_DAYS, ChronoUnit.DAYS)));
        generator.setSubject(NAME);
        generator.setSubjectPublicKeyInfo(publicKey(pair));
        return generator.generateTBSCertificate();
    }

    private static SubjectPublicKeyInfo publicKey(AsymmetricCipherKeyPair pair) {
        byte[] point = ((ECPublicKeyParameters) pair.getPublic()).getQ().getEncoded(false);
        return new SubjectPublicKeyInfo(KEY, point);
    }

    private static byte[] sign(AsymmetricCipherKeyPair pair, SecureRandom random, byte[] data) {
        var signer = new DSADigestSigner(new ECDSASigner(), SHA256Digest.newInstance());
        signer.init(true, new ParametersWithRandom(pair.getPrivate(), random));
        signer.update(data, 0, data.length);
        return signer.generateSignature();
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
