package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What DTLS agreed on is not left behind. OpenSSL at the other end says what it was, as text, and
 * is read as bytes only when the heap has been dumped.
 */
class DtlsKeyDestructionTest {
    private static final Pattern MASTER_SECRET = Pattern.compile("Master-Key: ([0-9A-F]{96})");

    @TempDir Path folder;

    @Test
    void noReachableObjectHoldsAMasterKeyOrTheMasterSecret() throws Exception {
        Peers.require(Peers.hasProgram("openssl"), "openssl");
        PeerCertificate certificate = PeerCertificate.ecdsa(folder, "P-256");
        try (var engine = DtlsEngine.create(new SecureRandom());
                var openBridge = new UdpBridge();
                var closedBridge = new UdpBridge()) {
            Party open = connected(engine, openBridge, certificate);
            Party closed = connected(engine, closedBridge, certificate);
            try (var openPeer = OpenSsl.client(certificate, openBridge.port());
                    var closedPeer = OpenSsl.client(certificate, closedBridge.port())) {
                open.awaitOutcome();
                closed.awaitOutcome();
                closed.close();
                closedBridge.to(datagram -> {});
                closed.forget();
                String openSecret = openPeer.await(MASTER_SECRET).group(1);
                String closedSecret = closedPeer.await(MASTER_SECRET).group(1);
                engine.awaitQuiet(); // on its way back a handshake's thread still reaches them

                HeapDump heap = HeapDump.ofReachable(folder);

                assertThat(secrets(closedPeer, closedSecret)).noneMatch(heap::contains);
                assertThat(secrets(openPeer, openSecret))
                        .as("not even while open: contexts hold what they derived")
                        .noneMatch(heap::contains);
                assertThat(heap.contains(sessionKey(openPeer, open.session.profile())))
                        .as("the search works")
                        .isTrue();
            }
            open.close();
        }
    }

    private static Party connected(
            DtlsEngine engine, UdpBridge bridge, PeerCertificate certificate) {
        var party = new Party(SetupRole.PASSIVE);
        bridge.to(party::receive);
        party.build(engine, bridge, b -> b).expecting(certificate.fingerprint()).transport.start();
        return party;
    }

    private static List<byte[]> secrets(OpenSsl peer, String masterSecret)
            throws InterruptedException {
        byte[] material = peer.exportedKeys(SrtpProfile.AEAD_AES_128_GCM.exportedKeyBytes());
        return List.of(
                HexFormat.of().parseHex(masterSecret),
                Arrays.copyOfRange(material, 0, 16),
                Arrays.copyOfRange(material, 16, 32));
    }

    /** What the server's sending context encrypts RTP with. */
    private static byte[] sessionKey(OpenSsl peer, SrtpProfile profile)
            throws InterruptedException {
        byte[] material = peer.exportedKeys(profile.exportedKeyBytes());
        byte[] key = Arrays.copyOfRange(material, 16, 32);
        byte[] salt = Arrays.copyOfRange(material, 44, 56);
        return new KeyDerivation(SrtpMasterKey.of(key, salt))
                .derive(KeyDerivation.RTP_ENCRYPTION, profile.keyBytes());
    }
}
