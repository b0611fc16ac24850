package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Read with the JDK's parser, as a stranger would. */
class DtlsCertificateTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:34:56.789Z");

    private final SecureRandom random = new SecureRandom();

    private X509Certificate generate() throws Exception {
        byte[] der = DtlsCertificate.generate(random, NOW).encoded();
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der));
    }

    @Test
    void isASelfSignedP256Certificate() throws Exception {
        X509Certificate certificate = generate();
        certificate.verify(certificate.getPublicKey());
        assertThat(certificate.getVersion()).isEqualTo(3);
        assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withECDSA");
        assertThat(certificate.getPublicKey().toString()).contains("secp256r1");
    }

    @Test
    void L13_twoCertificatesShareNothingButAConstantName() throws Exception {
        Set<Object> keys = new HashSet<>();
        Set<Object> serials = new HashSet<>();
        Set<Object> names = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            X509Certificate certificate = generate();
            keys.add(certificate.getPublicKey());
            serials.add(certificate.getSerialNumber());
            names.add(certificate.getSubjectX500Principal());
            names.add(certificate.getIssuerX500Principal());
        }
        assertThat(keys).hasSize(50);
        assertThat(serials).hasSize(50);
        assertThat(names).hasToString("[CN=WebRTC]");
    }

    @Test
    void L32_datesAreWholeDaysShiftedAtRandom() throws Exception {
        Set<Instant> starts = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            X509Certificate certificate = generate();
            Instant from = certificate.getNotBefore().toInstant();
            Instant to = certificate.getNotAfter().toInstant();
            starts.add(from);
            assertThat(from.getEpochSecond() % Duration.ofDays(1).toSeconds()).isZero();
            assertThat(Duration.between(from, to)).isEqualTo(Duration.ofDays(37));
            assertThat(from).isBefore(NOW.minus(Duration.ofHours(23)));
            assertThat(to).isAfter(NOW.plus(Duration.ofDays(28)));
        }
        assertThat(starts).hasSize(7);
    }

    @Test
    void namesItsFingerprintAndNeverItsKey() {
        DtlsCertificate certificate = DtlsCertificate.generate(random, NOW);
        assertThat(certificate).hasToString("DtlsCertificate[" + certificate.fingerprint() + "]");
        assertThat(certificate.fingerprint().matches(certificate.encoded())).isTrue();
    }
}
