package io.calling.ice.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.net.IpLiteral;
import java.net.InetSocketAddress;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExposureLedgerTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final InetSocketAddress MINE =
            new InetSocketAddress(IpLiteral.parse("192.0.2.7"), 40000);
    private static final InetSocketAddress RELAYED =
            new InetSocketAddress(IpLiteral.parse("2001:db8::5"), 50000);

    private final ExposureLedger ledger = new ExposureLedger();

    @Test
    void saysWhoLearntWhatByWhichPacketAndWhen() {
        ledger.record(
                Audience.RELAY, Subject.LOCAL_ADDRESS, MINE, "Allocate", Phase.GATHERING, NOON);

        Exposure exposure = ledger.report().exposures().get(0);

        assertThat(exposure.value()).isEqualTo("192.0.2.7:40000");
        assertThat(exposure.by()).isEqualTo("Allocate");
        assertThat(exposure.first()).isEqualTo(NOON);
    }

    @Test
    void countsTheSameDisclosureMadeAgain() {
        record(NOON);
        record(NOON.plusSeconds(5));

        Exposure exposure = ledger.report().exposures().get(0);

        assertThat(ledger.report().exposures()).hasSize(1);
        assertThat(exposure.times()).isEqualTo(2);
        assertThat(exposure.first()).isEqualTo(NOON);
        assertThat(exposure.last()).isEqualTo(NOON.plusSeconds(5));
    }

    @Test
    void staysBounded() {
        for (int i = 0; i < ExposureLedger.MAXIMUM_ENTRIES + 3; i++) {
            ledger.record(
                    Audience.PEER,
                    Subject.RELAYED_ADDRESS,
                    "relay " + i,
                    "x",
                    Phase.CHECKING,
                    NOON);
        }

        assertThat(ledger.report().exposures()).hasSize(ExposureLedger.MAXIMUM_ENTRIES);
        assertThat(ledger.report().overflowed()).isEqualTo(3);
        assertThat(ledger.report().toText()).contains("3 more disclosures");
    }

    @Test
    void knowsWhoCanLocateYou() {
        record(NOON);
        ledger.record(
                Audience.RELAY, Subject.MAPPED_ADDRESS, MINE, "Allocate", Phase.GATHERING, NOON);

        assertThat(ledger.report().locatesYouFor(Audience.PEER)).isFalse();
        assertThat(ledger.report().locatesYouFor(Audience.RELAY)).isTrue();
    }

    @Test
    void tellsInWordsAlsoWhoLearntNothing() {
        record(NOON);

        assertThat(ledger.report().toText())
                .contains(
                        """
                        The peer learnt:
                          an address of your relay, [2001:db8::5]:50000, by connectivity check, \
                        while connecting, at 2026-01-01T12:00:00Z
                        """)
                .contains("The name resolver learnt nothing.\n");
    }

    @Test
    void writesJson() {
        ledger.record(
                Audience.RESOLVER,
                Subject.RELAY_NAME,
                "a\"b\\c\n\u007f.example",
                "DNS",
                Phase.GATHERING,
                NOON);

        assertThat(ledger.report().toJson())
                .isEqualTo(
                        """
                        {"exposures":[{"audience":"RESOLVER","subject":"RELAY_NAME",\
                        "value":"a\\"b\\\\c\\u000a\\u007f.example","by":"DNS","phase":"GATHERING",\
                        "first":"2026-01-01T12:00:00Z","last":"2026-01-01T12:00:00Z","times":1,\
                        "locatesYou":false}],"overflowed":0}""");
    }

    @Test
    void L23_doesNotPrintAddressesByAccident() {
        record(NOON);

        assertThat(ledger.toString()).doesNotContain("2001");
        assertThat(ledger.report().toString()).doesNotContain("2001");
        assertThat(ledger.report().exposures().toString()).doesNotContain("2001");
    }

    private void record(Instant at) {
        ledger.record(
                Audience.PEER,
                Subject.RELAYED_ADDRESS,
                RELAYED,
                "connectivity check",
                Phase.CHECKING,
                at);
    }
}
