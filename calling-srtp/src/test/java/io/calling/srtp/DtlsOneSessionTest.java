package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An association has one handshake and one set of keys: nothing is renegotiated or resumed. */
class DtlsOneSessionTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /**
     * Record header, handshake header, version, random: here a hello says which session it means.
     */
    private static final int SESSION_ID_LENGTH = 13 + 12 + 2 + 32;

    @TempDir static Path folder;
    private static final DtlsEngine engine = DtlsEngine.create(new SecureRandom());
    private static PeerCertificate ecdsa;

    @BeforeAll
    static void makeCertificate() throws IOException, InterruptedException {
        if (Peers.hasProgram("openssl")) {
            ecdsa = PeerCertificate.ecdsa(folder, "P-256");
        }
    }

    @AfterAll
    static void closeEngine() {
        engine.close();
    }

    @Test
    void L34_neitherSideOffersASessionToResume() {
        try (var pair = new VirtualPair().introduced().started().pass(SECOND)) {
            assertThat(pair.client.session).isNotNull();
            assertThat(pair.toServer.carried().get(0)[SESSION_ID_LENGTH]).isZero();
            assertThat(pair.toClient.carried().get(0)[SESSION_ID_LENGTH]).isZero();
        }
    }

    @Test
    void aClientThatWantsToResumeGetsAHandshakeOfItsOwn() throws Exception {
        Peers.require(Peers.hasProgram("openssl"), "openssl");
        String session = folder.resolve("session").toString();
        try (var another = OpenSsl.server(ecdsa);
                var client = OpenSsl.client(ecdsa, another.port(), "-sess_out", session)) {
            client.exportedKeys(1);
        }
        try (var bridge = new UdpBridge();
                var party = party(SetupRole.PASSIVE, bridge, bridge);
                var client = OpenSsl.client(ecdsa, bridge.port(), "-sess_in", session)) {
            assertThat(party.awaitOutcome().failure).isNull();
            client.await(Pattern.compile("^New, "));
        }
    }

    @Test
    void aClientThatRenegotiatesIsNotHeard() throws Exception {
        Peers.require(Peers.hasProgram("openssl"), "openssl");
        var sent = new AtomicInteger();
        var asked = new CountDownLatch(1);
        try (var bridge = new UdpBridge();
                var party = party(SetupRole.PASSIVE, bridge, counting(bridge, sent));
                var client = OpenSsl.client(ecdsa, bridge.port())) {
            assertThat(party.awaitOutcome().failure).isNull();
            client.exportedKeys(1);
            assertIgnored(party, bridge, sent, asked, () -> client.type("R"));
        }
    }

    @Test
    void aServerThatRenegotiatesIsNotHeard() throws Exception {
        Peers.require(Peers.hasProgram("openssl"), "openssl");
        var sent = new AtomicInteger();
        var asked = new CountDownLatch(1);
        try (var server = OpenSsl.server(ecdsa);
                var bridge = new UdpBridge().towards(server.port());
                var party = party(SetupRole.ACTIVE, bridge, counting(bridge, sent))) {
            assertThat(party.awaitOutcome().failure).isNull();
            server.exportedKeys(1);
            assertIgnored(party, bridge, sent, asked, () -> server.type("r"));
        }
    }

    private interface Request {
        void type() throws IOException;
    }

    /** The peer's request arrives, and nothing comes of it. */
    private static void assertIgnored(
            Party party,
            UdpBridge bridge,
            AtomicInteger sent,
            CountDownLatch asked,
            Request request)
            throws Exception {
        SrtpSession keys = party.session;
        int before = sent.get();
        bridge.to(
                datagram -> {
                    party.receive(datagram);
                    if (isSealed(datagram)) {
                        asked.countDown();
                    }
                });
        request.type();
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        engine.awaitQuiet();
        assertThat(sent).hasValue(before);
        assertThat(party.closed).isFalse();
        assertThat(party.session).isSameAs(keys);
        byte[] packet = Arrays.copyOf(Packets.rtp(7, 1, 160), 300);
        assertThat(keys.sending().protectRtp(packet, 0, 172)).isPositive();
    }

    private static boolean isSealed(byte[] datagram) {
        return DtlsRecord.split(datagram, 0, datagram.length).get(0).sealed();
    }

    /**
     * Counts what is sent, but for our last flight, which begins with ChangeCipherSpec: it is due
     * again where a slow machine had the peer repeat its own.
     */
    private static DatagramOutput counting(UdpBridge bridge, AtomicInteger sent) {
        return (buffer, offset, length) -> {
            if (buffer[offset] != DtlsRecord.CHANGE_CIPHER_SPEC) {
                sent.incrementAndGet();
            }
            bridge.send(buffer, offset, length);
        };
    }

    private static Party party(SetupRole role, UdpBridge bridge, DatagramOutput output) {
        var party = new Party(role);
        bridge.to(party::receive);
        party.build(engine, output, b -> b.remoteFingerprints(List.of(ecdsa.fingerprint())));
        party.transport.start();
        return party;
    }
}
