package io.calling.examples.echo;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.examples.Main;
import io.calling.examples.hosts.Capture;
import io.calling.examples.hosts.Certificate;
import io.calling.examples.hosts.Coturn;
import io.calling.examples.hosts.Frame;
import io.calling.examples.hosts.Host;
import io.calling.examples.hosts.Program;
import io.calling.examples.hosts.Sightings;
import io.calling.examples.hosts.ThreeHosts;
import io.calling.examples.hosts.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The private echo server on Alice's host, a peer on Bob's that could reach it directly, coturn and
 * a forwarder for HTTP between them: nothing that Bob receives, in SDP, in JSON or in any packet,
 * tells an address or the name of Alice's host, and Alice talks to the router alone. Three kinds of
 * call, or with {@code -Dcalling.matrix=true} each that is relayed; {@code -Dcalling.cells}
 * chooses.
 */
class EchoInThreeHostsTest {
    private static final int TURN = 3478;
    private static final int TURNS = 5349;
    private static final int HTTP = 8080;
    private static final int FORWARDED = 7080;

    @TempDir private Path directory;
    private ThreeHosts hosts;
    private Certificate certificate;
    private Coturn coturn;
    private Program forwarder;
    private Capture atAlice;
    private Capture atBob;

    static Stream<Cell> cells() {
        if (Boolean.getBoolean("calling.matrix")) {
            return Cell.chosen(Cell.all()).stream().filter(cell -> !cell.isDirect());
        }
        return Stream.of(
                new Cell("aiortc", "answer", "audio", "tls", "all"),
                new Cell("chromium", "offer", "audio", "udp", "all"),
                new Cell("pion", "offer", "av", "tcp", "all"),
                new Cell("firefox", "answer", "audio", "udp", "all"),
                new Cell("gstreamer", "offer", "av", "udp", "relay"));
    }

    static Stream<Cell> cellsInMidCall() {
        List<Cell> usual =
                List.of(
                        new Cell("aiortc", "answer", "audio", "udp", "all"),
                        new Cell("chromium", "offer", "audio", "tls", "all"));
        return Cell.chosen(usual).stream();
    }

    @BeforeEach
    void build() throws Exception {
        Tools.requireNamespaces();
        certificate =
                Certificate.make(
                        directory,
                        "IP:" + ThreeHosts.ROUTER_FOR_ALICE + ",IP:" + ThreeHosts.ROUTER_FOR_BOB);
        hosts = ThreeHosts.create();
        coturn =
                Coturn.start(
                        hosts.on(Host.ROUTER),
                        directory,
                        List.of(ThreeHosts.ROUTER_FOR_ALICE, ThreeHosts.ROUTER_FOR_BOB),
                        TURN,
                        ThreeHosts.RELAY,
                        TURNS,
                        certificate);
        Path script = AiortcPeer.resource(directory, "forward.py");
        forwarder =
                Program.start(
                        hosts.on(
                                Host.ROUTER,
                                "/usr/bin/python3",
                                script.toString(),
                                Integer.toString(FORWARDED),
                                ThreeHosts.ALICE.get(0),
                                Integer.toString(HTTP)));
        forwarder.awaitLine("Forwarding");
        atAlice = Capture.start(hosts, Host.ALICE, directory);
        atBob = Capture.start(hosts, Host.BOB, directory);
    }

    @AfterEach
    void tearDown() throws Exception {
        for (AutoCloseable open : Arrays.asList(atBob, atAlice, forwarder, coturn, hosts)) {
            if (open != null) {
                open.close();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void nothingTellsWhereTheServerIs(Cell cell) throws Exception {
        Result result = seenByNobody(cell, "");
        EchoPeersTest.check(cell, result);
        if (cell.peer().equals("pion")) { // says what its checks found, too
            assertThat(result.text("seen")).isEqualTo("relay " + ThreeHosts.RELAY);
        }
    }

    /** More media, another path, silence and sound: each with an offer and an answer of its own. */
    @ParameterizedTest(allowZeroInvocations = true) // none of the cells may be chosen
    @MethodSource("cellsInMidCall")
    void L07_nothingTellsWhereTheServerIsWhenItOffersInMidCall(Cell cell) throws Exception {
        String steps = EchoPeersTest.steps(cell);
        Result result = seenByNobody(cell, steps);
        EchoPeersTest.check(cell, result);
        EchoPeersTest.checkSteps(steps, result.text("again"));
    }

    /** A call in which neither Bob nor anybody else but the router hears of Alice's host. */
    private Result seenByNobody(Cell cell, String steps) throws Exception {
        Result result;
        try (Program server = server(cell)) {
            server.awaitLine("Listening on");
            result = peer(cell, steps);
        }
        List<Frame> framesAtAlice = atAlice.stop();
        List<Frame> framesAtBob = atBob.stop();

        assertThat(Sightings.of(Host.ALICE, framesAtBob)).isEmpty();
        assertThat(Sightings.remotes(framesAtAlice))
                .isNotEmpty()
                .allMatch(remote -> remote.contains(" " + ThreeHosts.ROUTER_FOR_ALICE + " "));
        return result;
    }

    private static String relay(Cell cell, String router) {
        return switch (cell.path()) {
            case "tls" -> "turns:" + router + ":" + TURNS + "?transport=tcp";
            case "tcp" -> "turn:" + router + ":" + TURN + "?transport=tcp";
            default -> "turn:" + router + ":" + TURN + "?transport=udp";
        };
    }

    private Program server(Cell cell) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(hosts.on(Host.ALICE, java));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", classPath, Main.class.getName(), "echo"));
        command.addAll(List.of("--listen", "0.0.0.0:" + HTTP, "--privacy", "on"));
        command.addAll(List.of("--relay", relay(cell, ThreeHosts.ROUTER_FOR_ALICE)));
        command.addAll(List.of("--username", Coturn.USERNAME, "--password", Coturn.PASSWORD));
        command.addAll(List.of("--relay-ca", certificate.file().toString()));
        return Program.start(command);
    }

    private Result peer(Cell cell, String steps) throws Exception {
        Map<String, String> asked =
                cell.asked(
                        "http://" + ThreeHosts.ROUTER_FOR_BOB + ":" + FORWARDED,
                        relay(cell, ThreeHosts.ROUTER_FOR_BOB),
                        Coturn.USERNAME,
                        Coturn.PASSWORD);
        asked.put("again", steps);
        if (cell.peer().equals("aiortc")) {
            List<String> command = AiortcPeer.command(directory, certificate, asked);
            return AiortcPeer.result(hosts.on(Host.BOB, command.toArray(String[]::new)));
        }
        if (cell.peer().equals("gstreamer")) {
            List<String> command = GStreamerPeer.command(directory, asked);
            return AiortcPeer.result(hosts.on(Host.BOB, command.toArray(String[]::new)));
        }
        if (cell.peer().equals("pion")) {
            List<String> command = PionPeer.command(certificate, asked);
            return AiortcPeer.result(hosts.on(Host.BOB, command.toArray(String[]::new)));
        }
        List<String> command = browser(cell, asked);
        try (Program browser = Program.start(hosts.on(Host.BOB, command.toArray(String[]::new)))) {
            browser.awaitLine("RESULT {");
            return new Result(
                    browser.output().stream()
                            .filter(line -> line.contains("RESULT {"))
                            .findFirst()
                            .orElseThrow());
        }
    }

    private List<String> browser(Cell cell, Map<String, String> asked) throws IOException {
        Path profile = directory.resolve("profile");
        String page = AiortcPeer.resource(directory, Browser.PAGE).toUri().toString();
        if (cell.peer().equals("firefox")) {
            return Firefox.command(profile, page, asked, certificate);
        }
        Tools.require("chromium");
        return Browser.command(profile, page, asked, false);
    }
}
