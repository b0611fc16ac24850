package io.calling.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.EndReason;
import io.calling.examples.hosts.Certificate;
import io.calling.examples.hosts.Program;
import io.calling.examples.hosts.Tools;
import io.calling.ice.turn.EphemeralCredentials;
import io.calling.ice.turn.RelayProvider;
import io.calling.ice.turn.RelayServer;
import io.calling.testkit.CallPair;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The configuration that docs/operations.md recommends, with the real coturn. */
@Timeout(120)
class TurnserverConfTest {
    private static final String SECRET = "CHANGE-ME-0123456789abcdef0123456789abcdef";

    @TempDir private Path directory;
    private Certificate certificate;
    private int port;
    private int tlsPort;

    @BeforeEach
    void prepare() throws Exception {
        Tools.require("turnserver", "openssl");
        certificate = Certificate.make(directory, "IP:127.0.0.1");
        try (DatagramSocket free = freeSocket();
                DatagramSocket other = freeSocket()) {
            port = free.getLocalPort();
            tlsPort = other.getLocalPort();
        }
    }

    @Test
    void carriesACallOverUdp() throws Exception {
        try (Program coturn = start()) {
            callThrough("turn:127.0.0.1:" + port + "?transport=udp", SECRET);
        }
    }

    @Test
    void carriesACallOverTls() throws Exception {
        try (Program coturn = start()) {
            callThrough("turns:127.0.0.1:" + tlsPort + "?transport=tcp", SECRET);
        }
    }

    @Test
    void refusesWhoHasNotTheSecret() throws Exception {
        try (Program coturn = start();
                CallPair pair = pair("turn:127.0.0.1:" + port + "?transport=udp", "another")) {
            pair.alice().place(pair.bob().id());
            assertThat(pair.alice().awaitEnd()).isEqualTo(EndReason.RELAY_UNAUTHORIZED);
        }
    }

    private void callThrough(String uri, String secret) throws Exception {
        try (CallPair pair = pair(uri, secret)) {
            pair.connect();
            pair.bob().awaitHearing(pair.alice().tone());
            pair.alice().awaitHearing(pair.bob().tone());
        }
    }

    private CallPair pair(String uri, String secret) throws Exception {
        RelayProvider alice = relays(uri, secret, "a1");
        RelayProvider bob = relays(uri, secret, "b2");
        return CallPair.builder().relaysOfAlice(own -> alice).relaysOfBob(own -> bob).start();
    }

    private RelayProvider relays(String uri, String secret, String opaqueId) throws Exception {
        Instant inAnHour = Instant.now().plusSeconds(3_600);
        RelayServer relay = EphemeralCredentials.derive(secret, opaqueId, inAnHour).at(uri);
        return RelayProvider.of(uri.startsWith("turns:") ? relay.trusting(authority()) : relay);
    }

    private X509Certificate authority() throws Exception {
        try (InputStream file = Files.newInputStream(certificate.file())) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(file);
        }
    }

    /** The file as it stands, but for what it says to change, on loopback. */
    private Program start() throws Exception {
        String text =
                Page.of("docs/turnserver.conf")
                        .text()
                        .replace("203.0.113.10", "127.0.0.1")
                        .replace("listening-port=3478", "listening-port=" + port)
                        .replace("tls-listening-port=443", "tls-listening-port=" + tlsPort)
                        .replace("/etc/turnserver/certificate.pem", certificate.file().toString())
                        .replace("/etc/turnserver/key.pem", certificate.key().toString());
        // On a test's machine both sides are here; its log says when it is ready.
        String onLoopback =
                text.replace("no-stdout-log\n", "").replace("=/dev/null", "=stdout")
                        + "\nallow-loopback-peers\nverbose\n";
        Path file = Files.writeString(directory.resolve("turnserver.conf"), onLoopback);
        Program coturn =
                Program.start(
                        List.of(
                                "turnserver",
                                "-c",
                                file.toString(),
                                "--userdb=" + directory.resolve("turndb"),
                                "--pidfile=" + directory.resolve("turnserver.pid")));
        try {
            coturn.awaitLine("UDP listener opened on: 127.0.0.1:" + port);
            coturn.awaitLine("TLS/TCP listener opened on : 127.0.0.1:" + tlsPort);
        } catch (InterruptedException | RuntimeException | AssertionError e) {
            coturn.close();
            throw e;
        }
        return coturn;
    }

    private static DatagramSocket freeSocket() throws IOException {
        return new DatagramSocket(0, InetAddress.getLoopbackAddress());
    }
}
