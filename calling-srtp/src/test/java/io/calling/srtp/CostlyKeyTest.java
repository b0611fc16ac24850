package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Keys that a stranger makes up so that to verify one signature with them takes seconds: what an
 * RSA signature costs grows with the length of the public exponent, which is the peer's to choose.
 */
class CostlyKeyTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @ParameterizedTest
    @ValueSource(ints = {65, 2_048, 8_192, 200_000})
    void aLongExponentIsRefusedBeforeItIsUsed(int bits) throws IOException {
        assertRefused(rsa(5, BigInteger.ONE.shiftLeft(bits - 1).setBit(0)));
    }

    @Test
    void aModulusWithoutEndIsRefused() throws IOException {
        assertRefused(rsa(31, BigInteger.valueOf(65_537)));
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 17, 65_537, 0x1_0000_0001L})
    void theExponentsThatPeopleUseAreTaken(long exponent) throws IOException {
        byte[] der = rsa(5, BigInteger.valueOf(exponent));
        PeerIdentity identity = expecting(der);

        identity.verify(chain(der));

        assertThat(identity.verified()).isNotNull();
    }

    private static void assertRefused(byte[] der) throws IOException {
        PeerIdentity identity = expecting(der);
        Certificate chain = chain(der);

        assertThatThrownBy(() -> identity.verify(chain)).isInstanceOf(TlsFatalAlert.class);
        assertThat(identity.failure()).isEqualTo(DtlsFailure.CERTIFICATE_UNACCEPTABLE);
    }

    private static PeerIdentity expecting(byte[] der) {
        return new PeerIdentity(
                List.of(Fingerprint.ofCertificate(Fingerprint.Algorithm.SHA_256, der)));
    }

    private static Certificate chain(byte[] der) throws IOException {
        TlsCertificate certificate = new HandshakeCrypto(RANDOM).createCertificate(der);
        return new Certificate(new TlsCertificate[] {certificate});
    }

    /** Nobody needs the private key to have a signature of random bytes verified. */
    private static byte[] rsa(int primes, BigInteger exponent) throws IOException {
        var sha256WithRsa =
                new AlgorithmIdentifier(
                        PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
        var key =
                new SubjectPublicKeyInfo(
                        new AlgorithmIdentifier(
                                PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                        new RSAPublicKey(modulus(primes), exponent));
        var generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new ASN1Integer(1));
        generator.setSignature(sha256WithRsa);
        generator.setIssuer(new X500Name("CN=WebRTC"));
        generator.setStartDate(new Time(new ASN1UTCTime("250101000000Z")));
        generator.setEndDate(new Time(new ASN1UTCTime("350101000000Z")));
        generator.setSubject(new X500Name("CN=WebRTC"));
        generator.setSubjectPublicKeyInfo(key);
        var signature = new DERBitString(new byte[primes * 64]);
        return new DERSequence(
                        new ASN1Encodable[] {
                            generator.generateTBSCertificate(), sha256WithRsa, signature
                        })
                .getEncoded();
    }

    private static BigInteger modulus(int primes) {
        BigInteger product = BigInteger.ONE;
        for (int i = 0; i < primes; i++) {
            product = product.multiply(BigInteger.probablePrime(512, RANDOM));
        }
        return product;
    }
}
