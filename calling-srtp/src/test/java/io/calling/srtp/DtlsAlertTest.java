package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the peer's alerts in mid-handshake mean to the application. */
class DtlsAlertTest {
    private static final int FATAL = 2;

    @ParameterizedTest
    @CsvSource({
        "10, HANDSHAKE_FAILED", // unexpected_message
        "20, HANDSHAKE_FAILED", // bad_record_mac
        "40, HANDSHAKE_FAILED", // handshake_failure
        "42, CERTIFICATE_REFUSED", // bad_certificate
        "43, CERTIFICATE_REFUSED", // unsupported_certificate
        "44, CERTIFICATE_REFUSED", // certificate_revoked
        "45, CERTIFICATE_REFUSED", // certificate_expired
        "46, CERTIFICATE_REFUSED", // certificate_unknown
        "47, HANDSHAKE_FAILED", // illegal_parameter
        "48, CERTIFICATE_REFUSED", // unknown_ca
        "70, HANDSHAKE_FAILED", // protocol_version
        "71, HANDSHAKE_FAILED", // insufficient_security
        "80, HANDSHAKE_FAILED", // internal_error
        "90, CLOSED_BY_PEER", // user_canceled
        "255, HANDSHAKE_FAILED" // no such alert
    })
    void eachFatalAlertHasAReason(int description, DtlsFailure reason) {
        try (var pair = new VirtualPair().introduced()) {
            pair.toClient.to(d -> pair.client.receive(alert(FATAL, description)));
            pair.started().pass(Duration.ofSeconds(1));
            assertThat(pair.client.failure).isEqualTo(reason);
            assertThat(pair.client.session).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"10", "41", "100", "255"})
    void aWarningEndsNothing(int description) {
        try (var pair = new VirtualPair().introduced()) {
            pair.toClient.to(
                    datagram -> {
                        pair.client.receive(alert(1, description));
                        pair.client.receive(datagram);
                    });
            pair.started().pass(Duration.ofSeconds(1));
            assertThat(pair.client.session).isNotNull();
        }
    }

    private static byte[] alert(int level, int description) {
        byte[] alert = {21, (byte) 0xFE, (byte) 0xFD, 0, 0, 0, 0, 0, 0, 0, 9, 0, 2, 0, 0};
        alert[13] = (byte) level;
        alert[14] = (byte) description;
        return alert;
    }
}
