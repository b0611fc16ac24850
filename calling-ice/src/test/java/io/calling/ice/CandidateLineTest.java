package io.calling.ice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calling.ice.CandidateLine.Reason;
import io.calling.ice.CandidateLine.Unusable;
import io.calling.ice.CandidateLine.Usable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CandidateLineTest {
    private static final String RELAY =
            "candidate:1 1 udp 16777215 192.0.2.1 50000 typ relay raddr 0.0.0.0 rport 9";

    @Test
    void readsWhatItPrints() {
        Candidate candidate = usable(RELAY);

        assertThat(candidate.toLine()).isEqualTo(RELAY);
        assertThat(candidate.type()).isEqualTo(CandidateType.RELAYED);
        assertThat(candidate.address().getPort()).isEqualTo(50000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // RFC 8839, 5.1, with the prefix of SDP
                "a=candidate:2 1 UDP 1694498815 192.0.2.3 45664 typ srflx raddr 203.0.113.141 rport 8998",
                // Chromium's trickle form
                "candidate:842163049 1 udp 1677729535 192.0.2.7 46154 typ srflx raddr 0.0.0.0 rport 0"
                        + " generation 0 ufrag bXyz network-cost 999",
                "candidate:1 1 UdP 1 192.0.2.1 9 typ host   ",
                "candidate:1 1 udp 2130706431 2001:db8::1 50000 typ host",
                "CANDIDATE:a+/Z 1 udp 1 192.0.2.1 1 TYP PRFLX\r\n"
            })
    void readsWhatRealStacksWrite(String line) {
        assertThat(CandidateLine.read(line)).isInstanceOf(Usable.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "candidate:1 1 tcp 1 192.0.2.1 9 typ host tcptype active | OTHER_TRANSPORT",
                "candidate:1 2 udp 1 192.0.2.1 50001 typ host | OTHER_COMPONENT",
                "candidate:1 1 udp 1 192.0.2.1 50001 typ teleport | UNKNOWN_TYPE",
                "candidate:1 1 udp 1 track.example.com 50001 typ host | NAME",
                "candidate:1 1 udp 1 8c5d0e2a-1b.local 50001 typ host | MDNS_NAME",
                "candidate:1 1 udp 1 8C5D0E2A.LOCAL. 50001 typ host | MDNS_NAME",
                "candidate:1 1 udp 1 192.0.2.300 50001 typ host | MALFORMED",
                "candidate:1 1 udp 1 0x7f.1 50001 typ host | NAME",
                "candidate:1 1 udp 1 2130706433 50001 typ host | MALFORMED",
                "candidate:1 1 udp 1 fe80::1%eth0 50001 typ host | NAME",
                "candidate:1 1 udp 1 ::ffff:192.0.2.1 50001 typ host | MALFORMED",
                "candidate:1 1 udp 0 192.0.2.1 50001 typ host | MALFORMED",
                "candidate:1 1 udp 2147483648 192.0.2.1 50001 typ host | MALFORMED",
                "candidate:1 1 udp 1 192.0.2.1 65536 typ host | MALFORMED",
                "candidate:1 0 udp 1 192.0.2.1 50001 typ host | MALFORMED",
                "candidate:1 1 udp -1 192.0.2.1 50001 typ host | MALFORMED",
                "candidate:- 1 udp 1 192.0.2.1 50001 typ host | MALFORMED",
                "candidate:1 1 udp 1 192.0.2.1 50001 host | MALFORMED",
                "ice-ufrag:abcd | MALFORMED",
                "'' | MALFORMED",
            })
    void saysWhyALineIsOfNoUse(String line, Reason reason) {
        assertThat(CandidateLine.read(line)).isEqualTo(new Unusable(reason));
    }

    @Test
    void countsNamesAndGarbageAgainstThePeerButNotWhatIsOrdinary() {
        assertThat(Reason.NAME.isRefusal()).isTrue();
        assertThat(Reason.MDNS_NAME.isRefusal()).isTrue();
        assertThat(Reason.MALFORMED.isRefusal()).isTrue();
        assertThat(Reason.OTHER_TRANSPORT.isRefusal()).isFalse();
        assertThat(Reason.OTHER_COMPONENT.isRefusal()).isFalse();
    }

    @Test
    void survivesALineCutAnywhere() {
        for (int length = 0; length < RELAY.length(); length++) {
            assertThat(CandidateLine.read(RELAY.substring(0, length))).isNotNull();
        }
    }

    @Test
    void survivesAnyCharacterAnywhere() {
        for (int i = 0; i < RELAY.length(); i++) {
            for (char c : new char[] {0, ' ', '\n', '%', ':', '9', 'é', '\uD800', '\uFFFF'}) {
                String bent = RELAY.substring(0, i) + c + RELAY.substring(i + 1);
                assertThat(CandidateLine.read(bent)).isNotNull();
            }
        }
    }

    @Test
    void doesNotReadALineOfAMegabyte() {
        assertThat(CandidateLine.read(RELAY + " x".repeat(500_000)))
                .isEqualTo(new Unusable(Reason.MALFORMED));
    }

    @Test
    void printsIpv6AsRfc5952AndHidesItsRelatedAddress() throws UnknownHostException {
        InetAddress ip =
                InetAddress.getByAddress(
                        new byte[] {0x20, 1, 0xd, (byte) 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5});
        Candidate candidate =
                new Candidate("3", 1, 5, new InetSocketAddress(ip, 49152), CandidateType.RELAYED);

        assertThat(candidate.toLine())
                .isEqualTo("candidate:3 1 udp 5 2001:db8::5 49152 typ relay raddr :: rport 9");
    }

    @Test
    void L09_relatedAddressIsAlwaysTheUnspecifiedOne() {
        Candidate reflexive =
                usable("candidate:1 1 udp 1 192.0.2.1 50000 typ srflx raddr 10.1.2.3 rport 4711");

        assertThat(reflexive.toLine()).endsWith("typ srflx raddr 0.0.0.0 rport 9");
        assertThat(reflexive.toLine()).doesNotContain("10.1.2.3").doesNotContain("4711");
    }

    @Test
    void L23_candidatesDoNotPrintTheirAddress() {
        assertThat(usable(RELAY).toString()).isEqualTo("Candidate[relay]");
        assertThat(new SelectedPair(usable(RELAY), usable(RELAY)).toString())
                .doesNotContain("192.0.2.1");
    }

    @Test
    void refusesAnUnresolvedAddress() {
        InetSocketAddress name = InetSocketAddress.createUnresolved("example.com", 50000);

        assertThatThrownBy(() -> new Candidate("1", 1, 1, name, CandidateType.HOST))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Candidate usable(String line) {
        return ((Usable) CandidateLine.read(line)).candidate();
    }
}
