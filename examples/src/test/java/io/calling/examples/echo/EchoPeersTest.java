package io.calling.examples.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.calling.examples.hosts.Coturn;
import io.calling.examples.hosts.Tools;
import io.calling.ice.turn.RelayProvider;
import io.calling.ice.turn.RelayServer;
import io.calling.testkit.await.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Stacks that we did not write call the echo server, and are called by it, directly and through
 * Debian's coturn: what they say comes back, and their pictures decode. Some combinations, or with
 * {@code -Dcalling.matrix=true} all of them; {@code -Dcalling.cells=chromium.*direct} chooses among
 * these by their names.
 */
class EchoPeersTest {
    /** Frames that are on their way when the counting begins and when it ends. */
    private static final double UNDER_WAY = 8;

    private static final boolean MATRIX = Boolean.getBoolean("calling.matrix");

    /** A second is the goal, and what the matrix is held to; builds also run on busy machines. */
    private static final double SECONDS_TO_END = MATRIX ? 1 : 4;

    /** Where the machine is busy a browser stretches what it plays; noise alone is below 0.1. */
    private static final double LIKENESS = MATRIX ? 0.7 : 0.25;

    /** Consent lasts 29 s from the last answer, which may come on the way as the browser dies. */
    private static final Duration CONSENT_GONE = Duration.ofSeconds(MATRIX ? 30 : 45);

    private static final double SECONDS_TO_PICTURE = MATRIX ? 1.5 : 8;

    @TempDir Path directory;

    private EchoHost host;

    static Stream<Cell> cells() {
        return Cell.chosen(MATRIX ? Cell.all() : Cell.some()).stream();
    }

    @BeforeEach
    void startTheRelay() throws Exception {
        host = EchoHost.start(directory);
    }

    @AfterEach
    void stopTheRelay() {
        if (host != null) {
            host.close();
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void hearsItsVoiceAndSeesItsPictures(Cell cell) throws Exception {
        boolean relayed = !cell.isDirect() || cell.policy().equals("relay");
        try (EchoServer server = host.server(cell)) {
            check(cell, host.call(cell, host.asked(cell, server, relayed)));
        }
    }

    /** What the server offers in mid-call: more media, another path, silence and sound. */
    static Stream<Arguments> offersInMidCall() {
        List<Cell> usual =
                List.of(
                        new Cell("chromium", "offer", "audio", "udp", "all"),
                        new Cell("firefox", "offer", "audio", "tcp", "all"),
                        new Cell("aiortc", "answer", "audio", "udp", "all"));
        List<Cell> matrix =
                Cell.all().stream()
                        .filter(cell -> cell.media().equals("audio") && cell.policy().equals("all"))
                        .filter(cell -> !cell.peer().equals("pion")) // in PionPeersTest
                        .filter(cell -> !cell.peer().equals("gstreamer")) // takes none
                        .toList();
        return Cell.chosen(MATRIX ? matrix : usual).stream()
                .map(cell -> arguments(cell, steps(cell)));
    }

    /** aiortc 1.4 answers an ICE restart as if it were none. */
    static String steps(Cell cell) {
        String restart = cell.peer().equals("aiortc") ? "" : "ice=restart,";
        return "add=video," + restart + "direction=inactive,direction=sendrecv";
    }

    @ParameterizedTest(allowZeroInvocations = true) // none of the cells may be chosen
    @MethodSource("offersInMidCall")
    void takesWhatTheServerOffersInMidCall(Cell cell, String steps) throws Exception {
        try (EchoServer server = host.server(cell)) {
            Map<String, String> asked = host.asked(cell, server, !cell.isDirect());
            asked.put("again", steps);
            Result result = host.call(cell, asked);

            check(cell, result);
            checkSteps(steps, result.text("again"));
        }
    }

    /** What came of each offer in mid-call. */
    static void checkSteps(String steps, String came) {
        assertThat(came)
                .containsPattern("\\[add=video direction=sendrecv [^]]*heard=true pictures=true\\]")
                .containsPattern(
                        "\\[direction=inactive direction=inactive [^]]*heard=false [^]]*\\]")
                .containsPattern(
                        "\\[direction=sendrecv direction=sendrecv [^]]*heard=true [^]]*\\]");
        if (steps.contains("ice=restart")) {
            assertThat(came)
                    .containsPattern(
                            "\\[ice=restart direction=sendrecv moved=true heard=true [^]]*\\]");
        }
    }

    /** RFC 7675: consent that is not renewed ends the call, at the latest after 30 s. */
    @Test
    void aBrowserThatDiesEndsTheCallWithinThirtySeconds() throws Exception {
        Tools.require("chromium");
        Cell cell = new Cell("chromium", "offer", "audio", "udp", "all");
        try (EchoServer server = host.server(cell);
                EchoClient observer =
                        new EchoClient(
                                RelayProvider.of(
                                        RelayServer.of(
                                                host.relay(cell),
                                                Coturn.USERNAME,
                                                Coturn.PASSWORD)),
                                "http://" + server.address());
                Browser browser =
                        Browser.chromium(
                                directory.resolve("profile"), host.asked(cell, server, true))) {
            awaitCalls(observer, "connected", Duration.ofSeconds(30));
            long killed = System.nanoTime();
            browser.kill();
            awaitCalls(observer, "[]", Duration.ofSeconds(60));
            Duration took = Duration.ofNanos(System.nanoTime() - killed);
            System.out.println("A dead browser's call ended after " + took.toMillis() + " ms");
            assertThat(took).isLessThan(CONSENT_GONE);
        }
    }

    private static void awaitCalls(EchoClient observer, String words, Duration limit) {
        assertThat(
                        Eventually.holds(
                                limit,
                                () -> {
                                    try {
                                        return observer.send("GET", "/calls", EchoClient.SDP, "")
                                                .body()
                                                .contains(words);
                                    } catch (Exception e) {
                                        throw new AssertionError(e);
                                    }
                                }))
                .as("calls: %s", words)
                .isTrue();
    }

    static void check(Cell cell, Result result) {
        if (MATRIX) {
            System.out.println(cell + " " + result.figures());
        }
        assertThat(result.text("state")).as(result.json()).isEqualTo("connected");
        assertThat(result.number("likeness")).isGreaterThan(LIKENESS);
        if (cell.withVideo()) {
            double sent = result.number("videoSent");
            assertThat(sent).isGreaterThan(50);
            assertThat(result.number("videoDecoded")).isGreaterThan(0.95 * sent - UNDER_WAY);
            assertThat(result.number("firstFrameSeconds")).isBetween(0.0, SECONDS_TO_PICTURE);
        }
        assertThat(result.number("deleted")).isEqualTo(200);
        assertThat(result.text("dtls")).isEqualTo("closed");
        assertThat(result.text("stateThen")).isEqualTo("closed");
        assertThat(result.number("closedAfterSeconds")).isLessThan(SECONDS_TO_END);
        if (!cell.isDirect()) {
            assertThat(result.text("local")).isEqualTo("relay");
            assertThat(result.text("described")).doesNotContain("typ host", "typ srflx");
        }
    }
}
