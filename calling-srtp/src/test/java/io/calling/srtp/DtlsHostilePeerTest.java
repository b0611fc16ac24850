package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that offer less than we demand get no keys, and a reason. OpenSSL plays them. */
class DtlsHostilePeerTest {
    private static final String[] ANYTHING_GOES = {"-cipher", "ALL:@SECLEVEL=0"};

    @TempDir static Path folder;
    private static final DtlsEngine engine = DtlsEngine.create(new SecureRandom());
    private static PeerCertificate ecdsa;

    @BeforeAll
    static void makeCertificate() throws IOException, InterruptedException {
        Peers.require(Peers.hasProgram("openssl"), "openssl");
        ecdsa = PeerCertificate.ecdsa(folder, "P-256");
    }

    @AfterAll
    static void closeEngine() {
        engine.close();
    }

    @Test
    void aServerWithAnRsaKeyOf1024Bits() throws Exception {
        assertThat(failureOfClient(PeerCertificate.rsa(folder, 1024), ANYTHING_GOES))
                .isEqualTo(DtlsFailure.CERTIFICATE_UNACCEPTABLE);
    }

    @Test
    void aClientWithAnRsaKeyOf1024Bits() throws Exception {
        assertThat(failureOfServer(PeerCertificate.rsa(folder, 1024), ANYTHING_GOES))
                .isEqualTo(DtlsFailure.CERTIFICATE_UNACCEPTABLE);
    }

    @Test
    void aClientWithAnEcdsaKeyOnAnotherCurve() throws Exception {
        assertThat(failureOfServer(PeerCertificate.ecdsa(folder, "secp256k1")))
                .isEqualTo(DtlsFailure.CERTIFICATE_UNACCEPTABLE);
    }

    @Test
    void aClientWithoutACertificate() throws Exception {
        try (var bridge = new UdpBridge();
                var party = party(SetupRole.PASSIVE, bridge, ecdsa);
                var client = OpenSsl.client(null, bridge.port())) {
            assertThat(party.awaitOutcome().failure)
                    .isEqualTo(DtlsFailure.CERTIFICATE_UNACCEPTABLE);
        }
    }

    @Test
    void aServerThatDoesNotAskWhoWeAre() throws Exception {
        try (var server = OpenSsl.carelessServer(ecdsa);
                var bridge = new UdpBridge().towards(server.port());
                var party = party(SetupRole.ACTIVE, bridge, ecdsa)) {
            assertThat(party.awaitOutcome().failure).isEqualTo(DtlsFailure.HANDSHAKE_FAILED);
            assertThat(party.session).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AES128-GCM-SHA256",
                "ECDHE-ECDSA-AES128-SHA256",
                "DHE-RSA-AES128-GCM-SHA256"
            })
    void aClientThatKnowsOnlyWeakSuites(String suite) throws Exception {
        assertThat(failureOfServer(ecdsa, "-cipher", suite + ":@SECLEVEL=0"))
                .isEqualTo(DtlsFailure.HANDSHAKE_FAILED);
    }

    @Test
    void aClientThatKnowsOnlyAnotherGroup() throws Exception {
        assertThat(failureOfServer(PeerCertificate.rsa(folder, 2048), "-groups", "P-521"))
                .isEqualTo(DtlsFailure.HANDSHAKE_FAILED);
    }

    @Test
    void aClientThatKnowsOnlyAWeakProfile() throws Exception {
        assertThat(failureOfServer(ecdsa, "-use_srtp", "SRTP_AES128_CM_SHA1_32"))
                .isEqualTo(DtlsFailure.HANDSHAKE_FAILED);
    }

    @Test
    void aPeerWithoutExtendedMasterSecret() throws Exception {
        Path configuration = folder.resolve("no-ems.cnf");
        Files.writeString(
                configuration,
                """
                openssl_conf = start
                [start]
                ssl_conf = ssl
                [ssl]
                system_default = defaults
                [defaults]
                Options = -ExtendedMasterSecret
                """);
        try (var bridge = new UdpBridge();
                var party = party(SetupRole.PASSIVE, bridge, ecdsa);
                var client = OpenSsl.client(configuration, ecdsa, bridge.port())) {
            assertThat(party.awaitOutcome().failure).isEqualTo(DtlsFailure.HANDSHAKE_FAILED);
        }
        try (var server = OpenSsl.server(configuration, ecdsa);
                var bridge = new UdpBridge().towards(server.port());
                var party = party(SetupRole.ACTIVE, bridge, ecdsa)) {
            assertThat(party.awaitOutcome().failure).isEqualTo(DtlsFailure.HANDSHAKE_FAILED);
        }
    }

    private static DtlsFailure failureOfClient(PeerCertificate peer, String... options)
            throws Exception {
        try (var server = OpenSsl.server(peer, options);
                var bridge = new UdpBridge().towards(server.port());
                var party = party(SetupRole.ACTIVE, bridge, peer)) {
            party.awaitOutcome();
            assertThat(party.session).isNull();
            return party.failure;
        }
    }

    private static DtlsFailure failureOfServer(PeerCertificate peer, String... options)
            throws Exception {
        try (var bridge = new UdpBridge();
                var party = party(SetupRole.PASSIVE, bridge, peer);
                var client = OpenSsl.client(peer, bridge.port(), options)) {
            party.awaitOutcome();
            assertThat(party.session).isNull();
            return party.failure;
        }
    }

    private static Party party(SetupRole role, UdpBridge bridge, PeerCertificate peer) {
        var party = new Party(role);
        bridge.to(party::receive);
        party.build(engine, bridge, b -> b).expecting(peer.fingerprint());
        party.transport.start();
        return party;
    }
}
