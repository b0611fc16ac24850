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
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A browser and the echo server count one call, each for itself: what {@code getStats()} says is
 * what our statistics say of the other direction. The browser stops sending before the two are
 * read, and they are read while its counters stand still, so that they are equal, not close.
 *
 * <p>Three things are left out because the two mean something else by them. Frames: we count those
 * whose last packet left, a browser those that it could put together and decode. Packets that we
 * received: a browser sends some before we have keys, and repeats others to probe the path. So what
 * it sent is laid beside what its reports told us, and the sound that we received beside what it
 * got back; pictures go back with probes of our own among them. And what passed the transport,
 * where consent and reports never stand still.
 */
@EnabledIfSystemProperty(named = "calling.stats", matches = "browser")
class StatsBesideChromiumTest {
    /** A browser tells whole milliseconds of what it measures itself. */
    private static final double MILLISECOND = 0.001;

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

    private void assertSame(String name) {
        assertThat(compared.get(name).get(1))
                .as(name + " in " + compared)
                .isEqualTo(compared.get(name).get(0));
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
                compared.put(parts[0], List.of(parts[1], parts[2]));
            }
        }
        assertThat(compared).doesNotContainKey("failed").isNotEmpty();
    }

    @Test
    void bothSidesOfACallCountTheSame() throws Exception {
        call();

        for (String kind : List.of("audio", "video")) {
            for (String name : List.of("ssrc", "packetsSent", "bytesSent", "lost", "nacks")) {
                assertSame(kind + ".up." + name);
            }
            for (String name :
                    List.of("ssrc", "packets", "bytes", "headerBytes", "lost", "nacks")) {
                assertSame(kind + ".down." + name);
            }
            assertThat(browsers(kind + ".down.packets")).isGreaterThan(20);
            for (String way : List.of(".up.jitter", ".down.jitter")) {
                assertThat(ours(kind + way)).isCloseTo(browsers(kind + way), within(MILLISECOND));
            }
            assertThat(browsers(kind + ".rtt")).isPositive();
            assertThat(ours(kind + ".rtt")).isPositive();
        }
        assertSame("audio.echoed.packets");
        assertSame("audio.echoed.bytes");
        assertSame("video.down.plis");
        assertSame("video.up.plis");
        assertSame("dtls.cipher");
        assertSame("dtls.version");
        assertSame("srtp.cipher");
        assertSame("certificates");
    }
}
