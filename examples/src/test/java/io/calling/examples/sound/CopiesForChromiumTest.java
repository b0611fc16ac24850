package io.calling.examples.sound;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.calling.WebRtcEndpoint;
import io.calling.WebRtcSession;
import io.calling.audio.OpusSink;
import io.calling.audio.OpusSource;
import io.calling.audio.PcmClip;
import io.calling.audio.WavFile;
import io.calling.examples.hosts.Tools;
import io.calling.examples.web.Chromium;
import io.calling.ice.TransportPolicy;
import io.calling.ice.net.NioNetwork;
import io.calling.ice.net.Route;
import io.calling.media.AudioStream;
import io.calling.media.MediaKind;
import io.calling.media.RtpTrack;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A browser that loses packets of ours, and says so, gets copies of them, and finds them. */
class CopiesForChromiumTest {
    private static final int PATIENCE_SECONDS = 30;

    @TempDir private Path directory;

    private final CompletableFuture<AudioStream> made = new CompletableFuture<>();
    private final AtomicLong heard = new AtomicLong();

    private static WavFile alice() throws IOException {
        try (InputStream in =
                CopiesForChromiumTest.class.getResourceAsStream(
                        "/io/calling/examples/privatecall/alice.wav")) {
            return WavFile.read(Objects.requireNonNull(in)).atRate(48_000);
        }
    }

    /** An empty page: a browser gives its microphone to none that came from nowhere. */
    private static HttpServer page() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private void speak(
            List<RtpTrack> tracks, WavFile voice, NioNetwork network, ExecutorService media) {
        made.complete(
                AudioStream.over(
                        new LossyTrack(tracks.get(0)),
                        new OpusSource(PcmClip.looping(voice, Duration.ZERO)),
                        new OpusSink((pcm, offset, samples) -> heard.addAndGet(samples)),
                        network,
                        media));
    }

    private static void connect(WebRtcSession session, Chromium browser) throws Exception {
        String offer =
                session.localDescription()
                        .toCompletableFuture()
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        try (InputStream script =
                CopiesForChromiumTest.class.getResourceAsStream("copies-peer.js")) {
            String peer = new String(script.readAllBytes(), StandardCharsets.UTF_8).strip();
            browser.value(peer + "(\"" + base64(offer) + "\")");
        }
        browser.await("window.answer");
        session.accept(browser.value("window.answer"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aBrowserThatLosesPacketsFindsCopiesOfThem() throws Exception {
        Tools.require("chromium", "chromedriver");
        WavFile voice = alice();
        HttpServer page = page();
        ExecutorService media = Executors.newSingleThreadExecutor();
        try (NioNetwork network = NioNetwork.open();
                WebRtcEndpoint endpoint = endpoint(network);
                Chromium browser = Chromium.open(directory)) {
            browser.go("http://localhost:" + page.getAddress().getPort() + "/");
            WebRtcSession session =
                    endpoint.offer(
                            Set.of(MediaKind.AUDIO),
                            tracks -> speak(tracks, voice, network, media));
            connect(session, browser);
            browser.await("window.sound.packetsLost > 0");
            browser.await("window.sound.fecPacketsReceived > 0");

            AudioStream stream = made.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(stream.statistics().remotePacketsLost()).isPositive();
            assertThat(heard).hasPositiveValue();
            network.execute(stream::close);
        } finally {
            media.shutdown();
            page.stop(0);
        }
    }

    private static WebRtcEndpoint endpoint(NioNetwork network) {
        return WebRtcEndpoint.builder()
                .network(network)
                .policy(TransportPolicy.ALL)
                .route(Route.systemAndLoopback())
                .build();
    }
}
