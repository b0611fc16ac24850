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
 * Pion as it can be set up otherwise than a browser: ICE-lite, an RSA certificate, other DTLS roles
 * and ciphers, no header extensions, a section for data first, candidates one by one, over TCP and
 * IPv6, and lost packets; and offers in mid-call from either side.
 */
class PionPeersTest {
    @TempDir Path directory;

    private EchoHost host;

    /**
     * A peer that is unusual.
     *
     * @param as what {@code pion-peer.go} knows
     */
    record Unusual(Cell cell, String as) {}

    static Stream<Unusual> unusual() {
        return Stream.of(
                new Unusual(new Cell("pion", "offer", "av", "udp", "all"), "lite,data,bare"),
                new Unusual(
                        new Cell("pion", "answer", "av", "udp", "all"), "lite,rsa,passive,sha1"),
                new Unusual(new Cell("pion", "offer", "av", "udp", "relay"), "trickle,lossy,data"),
                new Unusual(new Cell("pion", "answer", "av", "direct", "all"), "tcp"));
    }

    /**
     * Offers in mid-call.
     *
     * @param steps the server's, and as {@code mine=} the peer's
     */
    record MidCall(Cell cell, String steps) {}

    /**
     * Pion 3.1 turns the roles of DTLS around where it offered first, and ends what is inactive.
     */
    static Stream<MidCall> midCalls() {
        return Stream.of(
                new MidCall(
                        new Cell("pion", "offer", "audio", "udp", "all"),
                        "add=video,ice=restart,mine=audio,mine=restart"),
                new MidCall(
                        new Cell("pion", "answer", "audio", "tls", "relay"),
                        "mine=video,mine=restart,ice=restart,mine=stop"));
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
    @MethodSource("unusual")
    void anUnusualPeerHearsItsVoiceAndSeesItsPictures(Unusual peer) throws Exception {
        try (EchoServer server = host.server(peer.cell())) {
            boolean relayed = peer.cell().policy().equals("relay");
            Map<String, String> asked = host.asked(peer.cell(), server, relayed);
            asked.put("as", peer.as());
            Result result = host.call(peer.cell(), asked);

            EchoPeersTest.check(peer.cell(), result);
            assertThat(result.text("srtpProfile"))
                    .isEqualTo(
                            peer.as().contains("sha1")
                                    ? "AES128_CM_HMAC_SHA1_80"
                                    : "AEAD_AES_128_GCM");
            // Of what is lost on the way each picture is asked for again.
            assertThat(result.number("videoDecoded"))
                    .isGreaterThan(0.95 * result.number("videoSent"));
        }
    }

    @ParameterizedTest
    @MethodSource("midCalls")
    void eitherSideOffersInMidCall(MidCall call) throws Exception {
        try (EchoServer server = host.server(call.cell())) {
            Map<String, String> asked = host.asked(call.cell(), server, true);
            asked.put("again", call.steps());
            Result result = host.call(call.cell(), asked);

            EchoPeersTest.check(call.cell(), result);
            boolean pictures = false;
            for (String step : call.steps().split(",", -1)) {
                pictures = (pictures || step.contains("video")) && !step.contains("stop");
                boolean moved = step.contains("restart");
                assertThat(result.text("again"))
                        .contains(
                                "[%s moved=%s heard=true pictures=%s]"
                                        .formatted(step, moved, pictures));
            }
        }
    }
}
