package io.calling.examples.echo;

import io.calling.examples.hosts.Certificate;
import io.calling.examples.hosts.Coturn;
import io.calling.examples.hosts.Tools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One host with a relay of Debian's coturn, over UDP, TCP and TLS, and echo servers. */
final class EchoHost implements AutoCloseable {
    private final Path directory;
    private final Certificate certificate;
    private final int relayPort;
    private final int tlsPort;
    private final Coturn coturn;

    private EchoHost(Path directory) throws Exception {
        Tools.require("turnserver");
        this.directory = directory;
        certificate = Certificate.make(directory, "DNS:localhost,IP:127.0.0.1");
        relayPort = Coturn.freePort();
        tlsPort = Coturn.freePort();
        coturn =
                Coturn.start(
                        List.of(),
                        directory,
                        List.of("127.0.0.1"),
                        relayPort,
                        "127.0.0.1",
                        tlsPort,
                        certificate);
    }

    static EchoHost start(Path directory) throws Exception {
        return new EchoHost(directory);
    }

    EchoServer server(Cell cell) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--listen", "127.0.0.1:0"));
        if (cell.isDirect()) {
            arguments.addAll(List.of("--privacy", "off"));
        } else {
            arguments.addAll(List.of("--privacy", "on", "--relay", relay(cell)));
            arguments.addAll(List.of("--username", Coturn.USERNAME));
            arguments.addAll(List.of("--password", Coturn.PASSWORD));
            arguments.addAll(List.of("--relay-ca", certificate.file().toString()));
        }
        return EchoServer.start(EchoOptions.parse(arguments));
    }

    String relay(Cell cell) {
        return switch (cell.path()) {
            case "tls" -> "turns:localhost:" + tlsPort + "?transport=tcp";
            case "tcp" -> "turn:127.0.0.1:" + relayPort + "?transport=tcp";
            default -> "turn:127.0.0.1:" + relayPort + "?transport=udp";
        };
    }

    /**
     * What the peer is asked to do.
     *
     * @param withRelay whether it may use the relay too
     */
    Map<String, String> asked(Cell cell, EchoServer server, boolean withRelay) {
        return cell.asked(
                "http://" + server.address(),
                withRelay ? relay(cell) : "-",
                Coturn.USERNAME,
                Coturn.PASSWORD);
    }

    /** What came of it. */
    Result call(Cell cell, Map<String, String> asked) throws Exception {
        switch (cell.peer()) {
            case "aiortc":
                return AiortcPeer.result(AiortcPeer.command(directory, certificate, asked));
            case "pion":
                return AiortcPeer.result(PionPeer.command(certificate, asked));
            case "gstreamer":
                return AiortcPeer.result(GStreamerPeer.command(directory, asked));
            case "firefox":
                return result(Browser.firefox(directory.resolve("profile"), asked, certificate));
            default:
                return result(Browser.chromium(directory.resolve("profile"), asked));
        }
    }

    private static Result result(Browser started) throws Exception {
        try (Browser browser = started) {
            return browser.result();
        }
    }

    @Override
    public void close() {
        coturn.close();
    }
}
