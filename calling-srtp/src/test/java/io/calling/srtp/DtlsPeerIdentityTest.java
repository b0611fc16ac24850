package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** L27: a swapped fingerprint, or a swapped certificate, never gets as far as keys. */
class DtlsPeerIdentityTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final DtlsCertificate stranger =
            DtlsCertificate.generate(new SecureRandom(), Party.NOW);

    @Test
    void L27_aServerWithAnotherCertificateThanAnnouncedIsRefused() {
        try (var pair = new VirtualPair()) {
            pair.client.expecting(stranger.fingerprint());
            pair.server.expecting(pair.client.certificate.fingerprint());
            pair.started().pass(SECOND);
            assertThat(pair.client.failure).isEqualTo(DtlsFailure.FINGERPRINT_MISMATCH);
            assertThat(pair.server.failure).isEqualTo(DtlsFailure.CERTIFICATE_REFUSED);
            assertNoKeys(pair);
        }
    }

    @Test
    void L27_aClientWithAnotherCertificateThanAnnouncedIsRefused() {
        try (var pair = new VirtualPair()) {
            pair.client.expecting(pair.server.certificate.fingerprint());
            pair.server.expecting(stranger.fingerprint());
            pair.started().pass(SECOND);
            assertThat(pair.server.failure).isEqualTo(DtlsFailure.FINGERPRINT_MISMATCH);
            assertThat(pair.client.failure).isEqualTo(DtlsFailure.CERTIFICATE_REFUSED);
            assertNoKeys(pair);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFingerprintOfEachHashWillDo(Fingerprint.Algorithm hash) {
        try (var pair = new VirtualPair()) {
            pair.client.expecting(pair.server.certificate.fingerprint(hash));
            pair.server.expecting(pair.client.certificate.fingerprint(hash));
            pair.started().pass(SECOND);
            assertThat(pair.client.security.remoteFingerprint())
                    .isEqualTo(pair.server.certificate.fingerprint(hash));
            assertThat(pair.server.session).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void L27_aStrangersFingerprintOfEachHashWillNot(Fingerprint.Algorithm hash) {
        try (var pair = new VirtualPair()) {
            pair.client.expecting(stranger.fingerprint(hash));
            pair.server.expecting(pair.client.certificate.fingerprint());
            pair.started().pass(SECOND);
            assertThat(pair.client.failure).isEqualTo(DtlsFailure.FINGERPRINT_MISMATCH);
            assertNoKeys(pair);
        }
    }

    @Test
    void anyOfSeveralFingerprintsOfOneHashWillDo() {
        try (var pair = new VirtualPair()) {
            pair.client.expecting(stranger.fingerprint(), pair.server.certificate.fingerprint());
            pair.server.expecting(pair.client.certificate.fingerprint());
            pair.started().pass(SECOND);
            assertThat(pair.client.session).isNotNull();
        }
    }

    @Test
    void ofSeveralHashesTheStrongestDecides() {
        try (var pair = new VirtualPair()) {
            var sha512 = Fingerprint.Algorithm.SHA_512;
            pair.client.expecting(
                    stranger.fingerprint(), pair.server.certificate.fingerprint(sha512));
            pair.server.expecting(pair.client.certificate.fingerprint());
            pair.started().pass(SECOND);
            assertThat(pair.client.security.remoteFingerprint().algorithm()).isEqualTo(sha512);
        }
    }

    @Test
    void aMatchOfAWeakerHashDoesNotOutweighAMismatchOfTheStrongest() {
        try (var pair = new VirtualPair()) {
            pair.client.expecting(
                    pair.server.certificate.fingerprint(),
                    stranger.fingerprint(Fingerprint.Algorithm.SHA_384));
            pair.server.expecting(pair.client.certificate.fingerprint());
            pair.started().pass(SECOND);
            assertThat(pair.client.failure).isEqualTo(DtlsFailure.FINGERPRINT_MISMATCH);
            assertNoKeys(pair);
        }
    }

    private static void assertNoKeys(VirtualPair pair) {
        assertThat(pair.client.session).isNull();
        assertThat(pair.server.session).isNull();
    }
}
