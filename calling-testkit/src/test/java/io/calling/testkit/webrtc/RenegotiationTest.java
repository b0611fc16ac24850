package io.calling.testkit.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calling.CallState;
import io.calling.EndReason;
import io.calling.WebRtcEndpoint;
import io.calling.WebRtcSession;
import io.calling.ice.net.NioNetwork;
import io.calling.ice.turn.RelayProvider;
import io.calling.media.MediaKind;
import io.calling.media.RtpTrack;
import io.calling.sdp.Direction;
import io.calling.sdp.SdpException;
import io.calling.testkit.await.Eventually;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.relay.EmbeddedRelay;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two sessions in a call, relays on loopback, and the offers that follow the first one. */
class RenegotiationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension final ThreadLeakExtension threads = ThreadLeakExtension.except("ice4j.*");
    @RegisterExtension final LogLeakExtension logs = new LogLeakExtension();

    private EmbeddedRelay relay;
    private Side alice;
    private Side bob;

    /** One party: its session, the tracks it was told of, what it heard. */
    private static final class Side implements AutoCloseable {
        private final NioNetwork network;
        private final WebRtcEndpoint endpoint;
        private final List<RtpTrack> told = new CopyOnWriteArrayList<>();
        private final Set<String> heard = ConcurrentHashMap.newKeySet();
        private int sequence = 1_000;
        private WebRtcSession session;

        Side(RelayProvider relays) throws IOException {
            network = NioNetwork.open();
            endpoint = WebRtcEndpoint.builder().relays(relays).network(network).build();
        }

        void take(List<RtpTrack> tracks) {
            told.addAll(tracks);
            tracks.forEach(track -> track.onPackets(new Ear(heard)));
        }

        /** Sends one packet, on the loop; whether it went. */
        boolean say(String words) {
            byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
            CompletableFuture<Boolean> sent = new CompletableFuture<>();
            network.execute(
                    () -> {
                        sequence++;
                        int time = 960 * sequence;
                        RtpTrack track = told.get(0);
                        sent.complete(
                                track.send(111, false, sequence, time, bytes, 0, bytes.length));
                    });
            return sent.join();
        }

        @Override
        public void close() {
            endpoint.close();
            network.close();
        }
    }

    private record Ear(Set<String> heard) implements RtpTrack.Listener {
        @Override
        public void onPacket(
                int payloadType,
                boolean marker,
                int sequenceNumber,
                int timestamp,
                byte[] buffer,
                int offset,
                int length) {
            heard.add(new String(buffer, offset, length, StandardCharsets.UTF_8));
        }

        @Override
        public void onKeyFrameRequest() {}
    }

    @BeforeEach
    void call() throws Exception {
        relay = EmbeddedRelay.builder().user("alice", "secret-a").user("bob", "secret-b").start();
        alice = new Side(RelayProvider.of(relay.server("alice")));
        bob = new Side(RelayProvider.of(relay.server("bob")));
        alice.session = alice.endpoint.offer(EnumSet.of(MediaKind.AUDIO), alice::take);
        bob.session =
                bob.endpoint.answer(
                        get(alice.session.localDescription()),
                        EnumSet.allOf(MediaKind.class),
                        bob::take);
        alice.session.accept(get(bob.session.localDescription()));
        await(() -> alice.session.state() instanceof CallState.Active);
        await(() -> bob.session.state() instanceof CallState.Active);
        awaitHeard(alice, bob, "hello");
    }

    @AfterEach
    void end() throws Exception {
        alice.close();
        bob.close();
        await(() -> relay.allocations() == 0);
        relay.close();
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static void await(BooleanSupplier condition) {
        assertThat(Eventually.holds(PATIENCE, condition)).isTrue();
    }

    private static void awaitHeard(Side from, Side to, String words) {
        await(
                () -> {
                    from.say(words);
                    return to.heard.contains(words);
                });
    }

    private void negotiate(Side offerer, Side answerer) throws Exception {
        offerer.session.accept(get(answerer.session.answer(get(offerer.session.offerAgain()))));
    }

    @Test
    void aHoldSilencesThePeerUntilItIsTakenBack() throws Exception {
        alice.session.direction(MediaKind.AUDIO, Direction.SENDONLY);
        negotiate(alice, bob);

        assertThat(bob.told.get(0).config().sends()).isFalse();
        assertThat(bob.say("on hold")).isFalse();
        awaitHeard(alice, bob, "music");

        alice.session.direction(MediaKind.AUDIO, Direction.SENDRECV);
        negotiate(alice, bob);
        awaitHeard(bob, alice, "back again");
        assertThat(alice.told).hasSize(1);
        assertThat(bob.told).hasSize(1);
    }

    @Test
    void theSideThatAnsweredMayOfferNext() throws Exception {
        bob.session.direction(MediaKind.AUDIO, Direction.INACTIVE);
        negotiate(bob, alice);

        await(() -> !alice.told.get(0).config().sends());
        assertThat(alice.say("nobody listens")).isFalse();

        bob.session.direction(MediaKind.AUDIO, Direction.SENDRECV);
        negotiate(bob, alice);
        awaitHeard(alice, bob, "somebody does");
    }

    @Test
    void offersThatCrossAreSortedOutByRollback() throws Exception {
        String ofAlice = get(alice.session.offerAgain());
        String ofBob = get(bob.session.offerAgain());

        assertThatThrownBy(() -> get(bob.session.answer(ofAlice)))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
        bob.session.rollback();
        alice.session.accept(get(bob.session.answer(ofAlice)));

        assertThat(ofBob).isNotEqualTo(ofAlice);
        awaitHeard(alice, bob, "after all");
    }

    @Test
    void aSectionThatIsAddedBecomesATrack() throws Exception {
        String offer =
                get(alice.session.offerAgain()).replace("BUNDLE 0", "BUNDLE 0 v")
                        + """
                        m=video 9 UDP/TLS/RTP/SAVPF 96
                        c=IN IP4 0.0.0.0
                        a=mid:v
                        a=rtcp-mux
                        a=rtpmap:96 VP8/90000
                        """;
        String answer = get(bob.session.answer(offer));

        assertThat(answer).contains("a=group:BUNDLE 0 v", "m=video 9 ");
        await(() -> bob.told.size() == 2);
        assertThat(bob.told.get(1).kind()).isEqualTo(MediaKind.VIDEO);
        awaitHeard(bob, alice, "the first track goes on");
    }

    @Test
    void anIceRestartIsAnsweredWithAPathOfItsOwnWhileTheOldOneCarries() throws Exception {
        String first = get(bob.session.localDescription());
        String restart =
                get(alice.session.offerAgain())
                        .replaceAll("a=ice-ufrag:.*", "a=ice-ufrag:Restarted")
                        .replaceAll("a=ice-pwd:.*", "a=ice-pwd:0123456789abcdefghijkl")
                        .replaceAll("a=(candidate|end-of).*\r\n", "");

        String answer = get(bob.session.answer(restart));

        assertThat(line(answer, "a=ice-ufrag")).isNotEqualTo(line(first, "a=ice-ufrag"));
        assertThat(line(answer, "a=candidate")).isNotEqualTo(line(first, "a=candidate"));
        assertThat(line(answer, "a=fingerprint")).isEqualTo(line(first, "a=fingerprint"));
        assertThat(line(answer, "a=setup")).isEqualTo(line(first, "a=setup"));
        awaitHeard(alice, bob, "still here");
    }

    private static String line(String description, String start) {
        return description.lines().filter(l -> l.startsWith(start)).findFirst().orElseThrow();
    }

    @Test
    void anotherCertificateIsRefusedAndTheCallGoesOn() throws Exception {
        String offer =
                get(alice.session.offerAgain())
                        .replaceAll("a=fingerprint:sha-256 ..:..", "a=fingerprint:sha-256 00:00");

        assertThatThrownBy(() -> get(bob.session.answer(offer)))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(SdpException.class);
        awaitHeard(alice, bob, "as before");
    }

    @Test
    void afterTheEndThereIsNothingToNegotiate() throws Exception {
        alice.session.close();
        assertThat(get(alice.session.ended())).isEqualTo(EndReason.HUNG_UP);

        assertThatThrownBy(() -> get(alice.session.offerAgain()))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
    }
}
