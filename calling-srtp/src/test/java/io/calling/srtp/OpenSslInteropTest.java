package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshakes with OpenSSL, whose exported keys have to be ours. */
class OpenSslInteropTest {
    @TempDir static Path folder;
    private static final DtlsEngine engine = DtlsEngine.create(new SecureRandom());
    private static PeerCertificate ecdsa;
    private static PeerCertificate rsa;

    @BeforeAll
    static void makeCertificates() throws IOException, InterruptedException {
        Peers.require(Peers.hasProgram("openssl"), "openssl");
        ecdsa = PeerCertificate.ecdsa(folder, "P-256");
        rsa = PeerCertificate.rsa(folder, 2048);
    }

    @AfterAll
    static void closeEngine() {
        engine.close();
    }

    @Test
    void aServerWithAnEcdsaCertificate() throws Exception {
        assertSameKeysAsServer(ecdsa, b -> b);
    }

    @Test
    void aServerWithAnRsaCertificate() throws Exception {
        assertSameKeysAsServer(rsa, b -> b);
    }

    @Test
    void aServerWithAP384Certificate() throws Exception {
        assertSameKeysAsServer(PeerCertificate.ecdsa(folder, "P-384"), b -> b);
    }

    /** P-256 is always among them: OpenSSL wants to know the curve of each certificate too. */
    @ParameterizedTest
    @CsvSource({"P-256, secp256r1", "P-384:P-256, secp384r1", "X25519:P-256, x25519"})
    void aServerThatPrefersAGroup(String groups, String chosen) throws Exception {
        Party party = assertSameKeysAsServer(ecdsa, b -> b, "-serverpref", "-groups", groups);
        assertThat(party.security.group()).isEqualTo(chosen);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ECDHE-ECDSA-AES128-GCM-SHA256",
                "ECDHE-ECDSA-AES256-GCM-SHA384",
                "ECDHE-ECDSA-CHACHA20-POLY1305"
            })
    void aServerThatKnowsOneSuite(String suite) throws Exception {
        Party party = assertSameKeysAsServer(ecdsa, b -> b, "-cipher", suite);
        assertThat(party.security.cipherSuite().replaceAll("TLS_|WITH_|_SHA256$", ""))
                .isEqualTo(
                        suite.replaceAll("AES(\\d+)", "AES_$1")
                                .replaceAll("-", "_")
                                .replaceAll("_SHA256$", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "SRTP_AEAD_AES_128_GCM, AEAD_AES_128_GCM",
        "SRTP_AEAD_AES_256_GCM, AEAD_AES_256_GCM",
        "SRTP_AES128_CM_SHA1_80, AES128_CM_HMAC_SHA1_80"
    })
    void aServerThatKnowsOneProfile(String theirs, SrtpProfile ours) throws Exception {
        Party party = assertSameKeysAsServer(ecdsa, b -> b, "-use_srtp", theirs);
        assertThat(party.security.profile()).isEqualTo(ours);
    }

    @Test
    void aServerWithAnMtuOf600() throws Exception {
        assertSameKeysAsServer(rsa, b -> b.mtuBytes(600), "-mtu", "600");
    }

    @Test
    void aServerThatAsksForACookie() throws Exception {
        assertSameKeysAsServer(ecdsa, b -> b, "-listen");
    }

    @Test
    void aClientWithAnEcdsaCertificate() throws Exception {
        assertSameKeysAsClient(ecdsa, b -> b);
    }

    @Test
    void aClientWithAnRsaCertificate() throws Exception {
        assertSameKeysAsClient(rsa, b -> b);
    }

    @Test
    void aClientWithAnMtuOf600() throws Exception {
        assertSameKeysAsClient(rsa, b -> b.mtuBytes(600), "-mtu", "600");
    }

    @Test
    void ofAClientsProfilesOurOrderDecides() throws Exception {
        Party party =
                assertSameKeysAsClient(
                        ecdsa, b -> b, "-use_srtp", "SRTP_AES128_CM_SHA1_80:SRTP_AEAD_AES_256_GCM");
        assertThat(party.security.profile()).isEqualTo(SrtpProfile.AEAD_AES_256_GCM);
    }

    @Test
    void ofAClientsGroupsOurOrderDecides() throws Exception {
        Party party = assertSameKeysAsClient(ecdsa, b -> b, "-groups", "P-521:P-384:P-256");
        assertThat(party.security.group()).isEqualTo("secp256r1");
    }

    @Test
    void aClientThatQuitsIsHeard() throws Exception {
        try (var bridge = new UdpBridge();
                var party = party(SetupRole.PASSIVE, bridge, ecdsa, b -> b);
                var client = OpenSsl.client(ecdsa, bridge.port())) {
            party.awaitOutcome();
            client.exportedKeys(1);
            client.quit();
            assertThat(party.awaitEnd().closed).isTrue();
        }
    }

    @Test
    void aServerHearsThatWeClose() throws Exception {
        try (var server = OpenSsl.server(ecdsa);
                var bridge = new UdpBridge().towards(server.port());
                var party = party(SetupRole.ACTIVE, bridge, ecdsa, b -> b)) {
            party.awaitOutcome();
            server.exportedKeys(1);
            party.transport.close();
            server.await(Pattern.compile("DONE"));
        }
    }

    private static Party assertSameKeysAsServer(
            PeerCertificate peer, UnaryOperator<DtlsSrtpTransport.Builder> ours, String... options)
            throws Exception {
        try (var server = OpenSsl.server(peer, options);
                var bridge = new UdpBridge().towards(server.port());
                var party = party(SetupRole.ACTIVE, bridge, peer, ours)) {
            assertSameKeys(party.awaitOutcome(), server);
            return party;
        }
    }

    private static Party assertSameKeysAsClient(
            PeerCertificate peer, UnaryOperator<DtlsSrtpTransport.Builder> ours, String... options)
            throws Exception {
        try (var bridge = new UdpBridge();
                var party = party(SetupRole.PASSIVE, bridge, peer, ours);
                var client = OpenSsl.client(peer, bridge.port(), options)) {
            assertSameKeys(party.awaitOutcome(), client);
            return party;
        }
    }

    private static Party party(
            SetupRole role,
            UdpBridge bridge,
            PeerCertificate peer,
            UnaryOperator<DtlsSrtpTransport.Builder> ours) {
        var party = new Party(role);
        bridge.to(party::receive);
        party.build(engine, bridge, ours).expecting(peer.fingerprint());
        party.transport.start();
        return party;
    }

    private static void assertSameKeys(Party party, OpenSsl peer) throws InterruptedException {
        assertThat(party.failure).isNull();
        SrtpProfile profile = party.session.profile();
        byte[] material = peer.exportedKeys(profile.exportedKeyBytes());
        boolean peerIsClient = party.role == SetupRole.PASSIVE;
        try (var theirs = SrtpSession.fromExportedKeys(profile, material, peerIsClient)) {
            assertCarries(party.session, theirs);
            assertCarries(theirs, party.session);
        }
    }

    private static void assertCarries(SrtpSession from, SrtpSession to) {
        byte[] plain = Packets.rtp(7, 1, 160);
        byte[] buffer = Arrays.copyOf(plain, plain.length + Packets.ROOM);
        int length = from.sending().protectRtp(buffer, 0, plain.length);
        assertThat(to.receiving().unprotectRtp(buffer, 0, length)).isEqualTo(plain.length);
    }
}
