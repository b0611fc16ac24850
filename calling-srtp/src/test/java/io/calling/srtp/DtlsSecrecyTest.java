package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** L23: what a handshake logs at any level, well or badly ended, and what its objects print. */
class DtlsSecrecyTest {

    @Test
    void L23_aHandshakeLogsNeitherKeysNorForeignText() {
        try (var log = new LogCapture();
                var pair = new VirtualPair().introduced().started()) {
            pair.pass(Duration.ofSeconds(1));
            assertThat(pair.client.session).isNotNull();
            assertTellsNothing(log, pair.client.certificate);
            assertThat(log.lines()).anyMatch(line -> line.contains("DTLS connected"));
        }
    }

    @Test
    void L23_aFailureLogsNeitherKeysNorForeignText() {
        try (var log = new LogCapture();
                var pair = new VirtualPair()) {
            pair.client.expecting(pair.client.certificate.fingerprint());
            pair.server.expecting(pair.client.certificate.fingerprint());
            pair.started().pass(Duration.ofSeconds(1));
            assertThat(pair.client.failure).isEqualTo(DtlsFailure.FINGERPRINT_MISMATCH);
            assertTellsNothing(log, pair.client.certificate);
            assertThat(log.lines()).anyMatch(line -> line.contains("FINGERPRINT_MISMATCH"));
        }
    }

    private static void assertTellsNothing(LogCapture log, DtlsCertificate certificate) {
        BigInteger key = certificate.privateKey().getD();
        for (String secret : List.of(key.toString(16), key.toString())) {
            assertThat(certificate.toString().toLowerCase(Locale.ROOT)).doesNotContain(secret);
            assertThat(log.lines())
                    .noneMatch(line -> line.toLowerCase(Locale.ROOT).contains(secret));
        }
        assertThat(log.lines()).noneMatch(line -> line.contains("\tat "));
    }
}
