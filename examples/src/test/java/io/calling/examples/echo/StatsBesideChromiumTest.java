package io.calling.examples.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.calling.examples.hosts.Tools;
import io.calling.examples.web.Chromium;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A browser and the echo server count one call, each for itself: what {@code getStats()} says is
 * what our statistics say of the other direction. The browser stops sending before the two are
 * read, so that little is under way; feedback, consent and reports go on.
 */
class StatsBesideChromiumTest {
    /** Packets of sound that the browser takes from its encoder as it stops. */
    private static final double UNDER_WAY = 2;

    /** A browser repeats packets of pictures to probe the path: we count them when they are new. */
    private static final double PROBES = 0.05;

    /** The browser counts no frame before the first that it can decode. */
    private static final double BEFORE_A_KEY_FRAME = 15;

    @TempDir Path directory;

    private final Map<String, List<String>> compared = new HashMap<>();

    @BeforeEach
    void needsABrowser() {
        Tools.require("chromium", "chromedriver");
    }

    private double browsers(String name) {
        return Double.parseDouble(compared.get(name).get(0));
    }

    private double ours(String name) {
        return Double.parseDouble(compared.get(name).get(1));
    }

    private void assertClose(String name, double absolute, double share) {
        assertThat(ours(name))
                .as(name + " in " + compared)
                .isCloseTo(browsers(name), within(absolute + share * browsers(name)));
    }

    private void assertSame(String name) {
        assertThat(compared.get(name).get(1)).as(name).isEqualTo(compared.get(name).get(0));
    }

    private void call() throws Exception {
        EchoOptions options =
                EchoOptions.parse(List.of("--listen", "127.0.0.1:0", "--privacy", "off"));
        try (EchoServer server = EchoServer.start(options);
                Chromium browser = Chromium.open(directory);
                InputStream script = getClass().getResourceAsStream("stats-peer.js")) {
            browser.go("http://" + server.address() + "/healthz");
            browser.value(new String(script.readAllBytes(), StandardCharsets.UTF_8).strip());
            browser.await("window.compared");
            for (String line : browser.value("window.compared").split("\n", -1)) {
                String[] parts = line.split(" ", -1);
                compared.put(parts[0], List.of(parts[1], parts[parts.length - 1]));
            }
        }
        assertThat(compared).doesNotContainKey("failed");
    }

    @Test
    void bothSidesOfACallCountTheSame() throws Exception {
        call();

        for (String kind : List.of("audio", "video")) {
            assertSame(kind + ".up.ssrc");
            assertSame(kind + ".down.ssrc");
            assertThat(browsers(kind + ".rtt")).isBetween(0.0, 0.5);
            assertThat(ours(kind + ".rtt")).isBetween(0.0, 0.5);
            assertClose(kind + ".up.lost", UNDER_WAY, 0);
            assertClose(kind + ".down.lost", UNDER_WAY, 0);
            assertClose(kind + ".up.nacks", 0, 0);
            assertClose(kind + ".down.nacks", 0, 0);
            assertClose(kind + ".up.jitter", 0.03, 0.5);
            assertClose(kind + ".down.jitter", 0.03, 0.5);
        }
        assertThat(browsers("audio.up.packets")).isGreaterThan(300);
        assertClose("audio.up.packets", UNDER_WAY, 0);
        assertClose("audio.down.packets", UNDER_WAY, 0);
        assertClose("audio.up.bytes", 0, 0.01);
        assertClose("audio.down.bytes", 0, 0.01);
        assertClose("video.up.packets", UNDER_WAY, PROBES);
        assertClose("video.down.packets", UNDER_WAY, PROBES);
        assertClose("video.up.bytes", 0, PROBES);
        assertClose("video.down.bytes", 0, PROBES);
        assertThat(browsers("video.down.frames")).isGreaterThan(50);
        assertClose("video.down.frames", BEFORE_A_KEY_FRAME, PROBES);
        assertClose("video.up.plis", 0, 0);
        assertClose("video.down.plis", 0, 0);
        assertClose("transport.up.packets", 50, 0.05);
        assertClose("transport.down.packets", 50, 0.05);
        assertSame("dtls.cipher");
        assertSame("dtls.version");
        assertSame("srtp.cipher");
        assertSame("certificates");
    }
}
