package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.Iterator;
import java.util.List;
import org.bouncycastle.tls.TlsFatalAlert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cryptex (RFC 9335) agreed on by the handshake, for want of an SDP. */
class CryptexNegotiationTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONGER_THAN_A_HANDSHAKE = Duration.ofSeconds(60);

    /** 12 bytes of header, 2 CSRCs, 4 bytes of the extension's header and 12 of the extension. */
    private static final byte[] PACKET = Packets.rtp(7, 1, 2, 0xBEDE, 3, 160);

    private static final int CSRCS = 12;
    private static final int EXTENSION = 24;
    private static final int PAYLOAD = 36;

    /** The sides of the pair that know cryptex; the client is built first. */
    private static VirtualPair offering(SetupRole... roles) {
        Iterator<SetupRole> built = List.of(SetupRole.ACTIVE, SetupRole.PASSIVE).iterator();
        return new VirtualPair(
                        1,
                        builder ->
                                List.of(roles).contains(built.next())
                                        ? builder.offerCryptex()
                                        : builder)
                .introduced();
    }

    private static byte[] bytes(byte[] packet, int from, int to) {
        return Arrays.copyOfRange(packet, from, to);
    }

    @Test
    void whereBothOfferItNobodySeesExtensionsAndCsrcs() {
        try (var pair = offering(SetupRole.ACTIVE, SetupRole.PASSIVE).started().pass(SECOND)) {
            byte[] sealed = Packets.through(pair.client.session.sending()::protectRtp, PACKET);
            assertThat(bytes(sealed, CSRCS, CSRCS + 8)).isNotEqualTo(bytes(PACKET, CSRCS, 20));
            assertThat(bytes(sealed, EXTENSION, PAYLOAD))
                    .isNotEqualTo(bytes(PACKET, EXTENSION, PAYLOAD));
            assertThat(Packets.through(pair.server.session.receiving()::unprotectRtp, sealed))
                    .isEqualTo(PACKET);
            assertThat(pair.client.security.cryptex()).isTrue();
            assertThat(pair.server.security.cryptex()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ACTIVE", "PASSIVE"})
    void whereOneSideDoesNotKnowItTheyDoWithout(SetupRole only) {
        try (var pair = offering(only).started().pass(SECOND)) {
            byte[] sealed = Packets.through(pair.server.session.sending()::protectRtp, PACKET);
            assertThat(bytes(sealed, 0, PAYLOAD)).isEqualTo(bytes(PACKET, 0, PAYLOAD));
            assertThat(Packets.through(pair.client.session.receiving()::unprotectRtp, sealed))
                    .isEqualTo(PACKET);
            assertThat(pair.client.security.cryptex()).isFalse();
            assertThat(pair.server.security.cryptex()).isFalse();
        }
    }

    @Test
    void whoeverTakesItOutOfTheClientsHelloEndsTheHandshake() {
        try (var pair = offering(SetupRole.ACTIVE, SetupRole.PASSIVE)) {
            pair.toServer.to(datagram -> pair.server.receive(withoutIt(datagram)));
            pair.started().pass(LONGER_THAN_A_HANDSHAKE);
            assertNoSession(pair);
        }
    }

    @Test
    void whoeverTakesItOutOfTheServersHelloEndsTheHandshake() {
        try (var pair = offering(SetupRole.ACTIVE, SetupRole.PASSIVE)) {
            pair.toClient.to(datagram -> pair.client.receive(withoutIt(datagram)));
            pair.started().pass(LONGER_THAN_A_HANDSHAKE);
            assertNoSession(pair);
        }
    }

    private static void assertNoSession(VirtualPair pair) {
        assertThat(pair.client.session).isNull();
        assertThat(pair.server.session).isNull();
        assertThat(pair.client.failure).isNotNull();
        assertThat(pair.server.failure).isNotNull();
    }

    /** The datagram with the extension, number and length 0, renamed to one that nobody knows. */
    private static byte[] withoutIt(byte[] datagram) {
        byte[] changed = datagram.clone();
        boolean hello = datagram[0] == 22 && (datagram[13] == 1 || datagram[13] == 2);
        for (int i = 0; hello && i + 4 <= changed.length; i++) {
            if (BigEndian.getInt(changed, i) == CryptexNegotiation.EXTENSION << 16) {
                changed[i + 1]++;
            }
        }
        return changed;
    }

    @Test
    @SuppressWarnings("JdkObsolete") // Bouncy Castle's signatures want a Hashtable
    void anExtensionWithContentIsRefused() {
        Hashtable<Integer, byte[]> extensions = new Hashtable<>();
        extensions.put(CryptexNegotiation.EXTENSION, new byte[1]);
        assertThatThrownBy(() -> new CryptexNegotiation(true).take(extensions))
                .isInstanceOf(TlsFatalAlert.class);
    }
}
