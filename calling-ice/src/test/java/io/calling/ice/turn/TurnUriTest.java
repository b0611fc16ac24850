package io.calling.ice.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TurnUriTest {
    /** The examples of RFC 7065, appendix A, and more. */
    @ParameterizedTest
    @CsvSource({
        "turn:example.org, example.org, 3478, UDP",
        "turns:example.org, example.org, 5349, TLS",
        "turn:example.org:8000, example.org, 8000, UDP",
        "turn:example.org?transport=udp, example.org, 3478, UDP",
        "turn:example.org?transport=tcp, example.org, 3478, TCP",
        "turns:example.org?transport=tcp, example.org, 5349, TLS",
        "turns:example.org:443, example.org, 443, TLS",
        "turn:192.0.2.1:3478, 192.0.2.1, 3478, UDP",
        "turn:[2001:db8::1], 2001:db8::1, 3478, UDP",
        "turns:[2001:db8::1]:443?transport=tcp, 2001:db8::1, 443, TLS",
        "TURN:example.org?TRANSPORT=TCP, example.org, 3478, TCP"
    })
    void aUriNamesHostPortAndTransport(
            String uri, String host, int port, RelayTransport transport) {
        assertThat(TurnUri.parse(uri)).isEqualTo(new TurnUri(host, port, transport));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "turn:",
                "turn",
                "stun:example.org",
                "turn://example.org",
                "turn:user@example.org",
                "turn:example.org:",
                "turn:example.org:0",
                "turn:example.org:65536",
                "turn:example.org:123456",
                "turn:example.org/path",
                "turn:example.org?transport=sctp",
                "turn:example.org?transport=",
                "turns:example.org?transport=udp",
                "turn:2001:db8::1",
                "turn:[2001:db8::1",
                "turn:[example.org]",
                "turn:[::1%lo]",
                " turn:example.org",
                "turn:example.org\n"
            })
    void whatIsNoRelaysUriSaysWhy(String uri) {
        assertThatThrownBy(() -> TurnUri.parse(uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s).*(relay|IPv6|transport|tcp).*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "turn:example.org",
                "turn:example.org:8000",
                "turn:[2001:db8::1]:8000?transport=tcp",
                "turns:example.org",
                "turns:192.0.2.1:443"
            })
    void aUriPrintsAsItIsRead(String uri) {
        assertThat(TurnUri.parse(uri)).hasToString(uri);
    }

    @Test
    void onlyTlsIsSecure() {
        assertThat(TurnUri.parse("turns:example.org").isSecure()).isTrue();
        assertThat(TurnUri.parse("turn:example.org?transport=tcp").isSecure()).isFalse();
    }
}
