package io.calling.examples.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * GStreamer's {@code webrtcbin} as programs have it: H.264 without a profile, a data channel,
 * candidates one by one, and no bundle, which is its default.
 */
class GStreamerPeersTest {
    @TempDir Path directory;

    private EchoHost host;

    /**
     * A way of it.
     *
     * @param role who describes first, seen from it
     * @param ways what {@code gstreamer-peer.py} knows
     * @param pictures whether they come back, or only sound
     */
    record Way(String role, Map<String, String> ways, boolean pictures) {}

    static Stream<Way> ways() {
        return Stream.of(
                new Way("offer", Map.of(), true),
                new Way("offer", Map.of("codec", "H264", "trickle", "on", "data", "on"), true),
                new Way("answer", Map.of("codec", "H264", "trickle", "on"), true),
                new Way("offer", Map.of("bundle", "none"), false),
                new Way("answer", Map.of("bundle", "none"), false));
    }

    @BeforeEach
    void start() throws Exception {
        host = EchoHost.start(directory);
    }

    @AfterEach
    void stop() {
        if (host != null) {
            host.close();
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whatItLeavesOfACallIsOne(Way way) throws Exception {
        Cell cell = new Cell("gstreamer", way.role(), "av", "direct", "all");
        Cell comesBack =
                way.pictures() ? cell : new Cell("gstreamer", way.role(), "audio", "direct", "all");
        try (EchoServer server = host.server(cell)) {
            Map<String, String> asked = host.asked(cell, server, false);
            asked.putAll(way.ways());
            Result result = host.call(cell, asked);

            EchoPeersTest.check(comesBack, result);
            assertThat(result.number("videoDecoded") > 0).isEqualTo(way.pictures());
        }
    }
}
