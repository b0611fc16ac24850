package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What anybody on the path may throw at the datagram entry, and that the handshake survives it. */
class DtlsDatagramEntryTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void garbageBeforeAndBetweenFlightsIsDropped() {
        try (var pair = new VirtualPair().introduced()) {
            Random random = new Random(7);
            pair.server.transport.start();
            for (int i = 0; i < 500; i++) {
                byte[] garbage = new byte[random.nextInt(1500)];
                random.nextBytes(garbage);
                pair.server.receive(garbage);
                pair.client.receive(garbage);
            }
            assertCompletes(pair);
        }
    }

    @Test
    void everyFlightCutAtEveryLengthIsNoHarm() {
        try (var pair = new VirtualPair().introduced()) {
            pair.toServer.to(d -> cutsThenWhole(pair, pair.server, d));
            pair.toClient.to(d -> cutsThenWhole(pair, pair.client, d));
            pair.server.transport.start();
            assertCompletes(pair);
        }
    }

    private static void cutsThenWhole(VirtualPair pair, Party party, byte[] datagram) {
        for (int length = 0; length <= datagram.length; length++) {
            byte[] cut = Arrays.copyOf(datagram, length);
            pair.time.schedule(length, () -> party.receive(cut));
        }
    }

    /** In the clear a forgery may end a handshake; it never hangs one, nor splits the keys. */
    @Test
    void aFlippedByteInAnyPlaceEndsInKeysOrInAReason() {
        Random random = new Random(9);
        for (int i = 0; i < 150; i++) {
            try (var pair = new VirtualPair().introduced()) {
                pair.toServer.to(d -> pair.server.receive(flipped(d, random)));
                pair.toClient.to(d -> pair.client.receive(flipped(d, random)));
                pair.started().pass(Duration.ofSeconds(41));
                assertThat(pair.client.session != null || pair.client.failure != null).isTrue();
                assertThat(pair.server.session != null || pair.server.failure != null).isTrue();
                if (pair.client.session != null && pair.server.session != null) {
                    assertThat(pair.server.security.profile())
                            .isEqualTo(pair.client.security.profile());
                }
            }
        }
    }

    private static byte[] flipped(byte[] datagram, Random random) {
        if (random.nextInt(3) == 0) {
            datagram[random.nextInt(datagram.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return datagram;
    }

    /** A forged header can claim a message of 16 MB, which nobody may reserve memory for. */
    @Test
    void aFragmentOfAGiganticMessageIsDropped() {
        byte[] fragment = new byte[13 + 12 + 4];
        fragment[0] = DtlsRecord.HANDSHAKE;
        fragment[1] = (byte) 0xFE;
        fragment[2] = (byte) 0xFD;
        fragment[12] = 16;
        fragment[13] = HandshakeFragment.CLIENT_HELLO;
        Arrays.fill(fragment, 14, 17, (byte) 0xFF);
        fragment[24] = 4;
        var inbox = new HandshakeInbox(SetupRole.PASSIVE);
        inbox.offer(fragment, 0, fragment.length);
        assertThat(inbox.dropped()).isEqualTo(1);
        assertThat(inbox.poll(false)).isNull();
    }

    @Test
    void aFloodIsBounded() {
        try (var pair = new VirtualPair()) {
            pair.client.expecting(pair.server.certificate.fingerprint());
            pair.server.transport.start();
            pair.client.transport.start();
            pair.pass(SECOND);
            byte[] hello = pair.toServer.carried().get(0);
            var inbox = new HandshakeInbox(SetupRole.PASSIVE);
            for (int i = 0; i < 10_000; i++) {
                inbox.offer(hello, 0, hello.length);
            }
            assertThat(inbox.dropped()).isGreaterThan(9_000);
        }
    }

    @Test
    void aHelloInFragmentsIsPutTogether() {
        try (var pair = new VirtualPair().introduced()) {
            pair.toServer.to(d -> inFragments(pair.server, d));
            pair.server.transport.start();
            assertCompletes(pair);
        }
    }

    /** Sends a datagram that holds one ClientHello in fragments of 20 bytes, last one first. */
    private static void inFragments(Party party, byte[] datagram) {
        List<DtlsRecord> records = DtlsRecord.split(datagram, 0, datagram.length);
        List<HandshakeFragment> messages =
                records.get(0).type() == DtlsRecord.HANDSHAKE && !records.get(0).sealed()
                        ? records.get(0).fragments()
                        : List.of();
        if (messages.isEmpty() || messages.get(0).type() != HandshakeFragment.CLIENT_HELLO) {
            party.receive(datagram);
            return;
        }
        int length = messages.get(0).messageLength();
        for (int offset = length - length % 20; offset >= 0; offset -= 20) {
            party.receive(fragment(datagram, offset, Math.min(20, length - offset)));
        }
    }

    private static byte[] fragment(byte[] whole, int offset, int length) {
        byte[] fragment = new byte[13 + 12 + length];
        System.arraycopy(whole, 0, fragment, 0, 13 + 12);
        fragment[11] = 0;
        fragment[12] = (byte) (12 + length);
        fragment[20] = (byte) (offset >>> 8);
        fragment[21] = (byte) offset;
        fragment[23] = 0;
        fragment[24] = (byte) length;
        System.arraycopy(whole, 25 + offset, fragment, 25, length);
        return fragment;
    }

    @Test
    void applicationDataAfterTheHandshakeIsIgnored() {
        try (var pair = new VirtualPair().introduced().started().pass(SECOND)) {
            Random random = new Random(8);
            for (int i = 0; i < 200; i++) {
                byte[] data = new byte[13 + 40];
                random.nextBytes(data);
                data[0] = DtlsRecord.APPLICATION_DATA;
                data[1] = (byte) 0xFE;
                data[2] = (byte) 0xFD;
                data[3] = 0;
                data[4] = 1;
                data[11] = 0;
                data[12] = 40;
                pair.server.receive(data);
            }
            pair.pass(SECOND);
            assertThat(pair.server.closed).isFalse();
            pair.client.transport.close();
            pair.pass(SECOND);
            assertThat(pair.server.closed).isTrue();
        }
    }

    @Test
    void aForgedFarewellInTheClearIsIgnoredAfterTheHandshake() {
        try (var pair = new VirtualPair().introduced().started().pass(SECOND)) {
            byte[] alert = {21, (byte) 0xFE, (byte) 0xFD, 0, 0, 0, 0, 0, 0, 0, 99, 0, 2, 1, 0};
            pair.server.receive(alert);
            pair.pass(SECOND);
            assertThat(pair.server.closed).isFalse();
        }
    }

    @Test
    void aSecondHelloAfterTheHandshakeStartsNothing() {
        try (var pair = new VirtualPair().introduced().started().pass(SECOND)) {
            int answers = pair.toClient.carried().size();
            pair.server.receive(pair.toServer.carried().get(0));
            pair.pass(SECOND);
            assertThat(pair.toClient.carried()).hasSize(answers);
            assertThat(pair.server.closed).isFalse();
        }
    }

    private static void assertCompletes(VirtualPair pair) {
        pair.client.transport.start();
        pair.pass(Duration.ofSeconds(10));
        assertThat(pair.client.session).isNotNull();
        assertThat(pair.server.session).isNotNull();
    }
}
