package io.calling.examples.echo;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.examples.hosts.Coturn;
import io.calling.examples.hosts.Program;
import io.calling.examples.hosts.Tools;
import java.io.InputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Stacks that we did not write call the echo server, and are called by it, through Debian's coturn:
 * the tone that they send comes back, and their pictures decode.
 */
class EchoPeersTest {
    @TempDir Path directory;

    private Coturn coturn;
    private int relayPort;

    @BeforeEach
    void startTheRelay() throws Exception {
        Tools.require("turnserver");
        relayPort = freePort();
        coturn = Coturn.start(List.of(), directory, List.of("127.0.0.1"), relayPort, "127.0.0.1");
    }

    @AfterEach
    void stopTheRelay() {
        if (coturn != null) {
            coturn.close();
        }
    }

    private static int freePort() throws Exception {
        try (DatagramSocket socket =
                new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return socket.getLocalPort();
        }
    }

    private EchoServer server(String transport) throws Exception {
        return EchoServer.start(
                EchoOptions.parse(
                        List.of(
                                "--listen",
                                "127.0.0.1:0",
                                "--privacy",
                                "on",
                                "--relay",
                                relay(transport),
                                "--username",
                                Coturn.USERNAME,
                                "--password",
                                Coturn.PASSWORD)));
    }

    private String relay(String transport) {
        return "turn:127.0.0.1:" + relayPort + "?transport=" + transport;
    }

    @ParameterizedTest
    @CsvSource({"offer, udp", "answer, udp", "offer, tcp"})
    void aiortcHearsItsToneAndSeesItsPictures(String role, String transport) throws Exception {
        Tools.require("python3");
        Path script = directory.resolve("aiortc-peer.py");
        try (InputStream source = EchoPeersTest.class.getResourceAsStream("aiortc-peer.py")) {
            Files.copy(source, script);
        }
        try (EchoServer server = server(transport);
                Program peer =
                        Program.start(
                                List.of(
                                        "/usr/bin/python3",
                                        script.toString(),
                                        "http://" + server.address(),
                                        relay("udp"),
                                        role,
                                        Coturn.USERNAME,
                                        Coturn.PASSWORD))) {
            assertThat(peer.exitCode(Duration.ofSeconds(60))).as("%s", peer.output()).isZero();
            String line =
                    peer.output().stream()
                            .filter(text -> text.startsWith("RESULT "))
                            .findFirst()
                            .orElseThrow();
            check(new Result(line));
            assertThat(line).doesNotContain("typ host").doesNotContain("typ srflx");
        }
    }

    @ParameterizedTest
    @CsvSource({"offer, udp", "answer, udp"})
    void chromiumHearsItsToneAndSeesItsPictures(String role, String transport) throws Exception {
        Tools.require("chromium");
        try (EchoServer server = server(transport);
                Browser browser =
                        new Browser(
                                directory.resolve("profile"),
                                Map.of(
                                        "base",
                                        "http://" + server.address(),
                                        "relay",
                                        relay("udp"),
                                        "role",
                                        role,
                                        "username",
                                        Coturn.USERNAME,
                                        "password",
                                        Coturn.PASSWORD))) {
            check(browser.result());
        }
    }

    private static void check(Result result) {
        assertThat(result.text("state")).isEqualTo("connected");
        assertThat(result.text("local")).isEqualTo("relay");
        assertThat(result.number("peakHz")).isBetween(435.0, 445.0);
        double sent = result.number("videoSent");
        assertThat(sent).isGreaterThan(30);
        assertThat(result.number("videoDecoded")).isGreaterThan(0.9 * sent - 15);
        assertThat(result.number("deleted")).isEqualTo(200);
        assertThat(result.text("dtls")).isEqualTo("closed");
        assertThat(result.number("closedAfterSeconds")).isLessThan(1);
    }
}
