package io.calling.examples.cookbook;

import static io.calling.testkit.assertion.CallAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.calling.CallAgent;
import io.calling.EndReason;
import io.calling.PeerId;
import io.calling.VideoState;
import io.calling.WebRtcEndpoint;
import io.calling.WebRtcSession;
import io.calling.audio.OpusSink;
import io.calling.audio.OpusSource;
import io.calling.audio.PcmClip;
import io.calling.audio.PcmSink;
import io.calling.audio.PcmSource;
import io.calling.audio.WavFile;
import io.calling.ice.net.Network;
import io.calling.ice.turn.EphemeralCredentials;
import io.calling.ice.turn.RelayProvider;
import io.calling.ice.turn.RelayServer;
import io.calling.ice.turn.TurnUri;
import io.calling.media.AudioStream;
import io.calling.media.MediaKind;
import io.calling.policy.CallerFacts;
import io.calling.policy.Relation;
import io.calling.signaling.InMemorySignaling;
import io.calling.srtp.Verification;
import io.calling.stats.StatsReport;
import io.calling.testkit.CallPair;
import io.calling.testkit.Party;
import io.calling.testkit.SignaledMessage;
import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each recipe of the cookbook, in a call. */
class RecipesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void aContactRings() {
        try (CallPair pair = bobKnows(true)) {
            pair.alice().place(pair.bob().id());
            assertThat(pair.bob()).rings();
        }
    }

    @Test
    void aStrangerFindsNobodyAtHome() {
        try (CallPair pair = bobKnows(false)) {
            pair.alice().place(pair.bob().id());
            assertThat(pair.alice().awaitEnd(Duration.ofMinutes(5)))
                    .isEqualTo(EndReason.UNANSWERED);
            assertThat(pair.bob().incoming()).isEmpty();
        }
    }

    private static CallPair bobKnows(boolean alice) {
        return CallPair.builder()
                .inTestTime(1)
                .bob(
                        agent -> {
                            Recipes.answerOnlyContacts(
                                    agent, alice ? Set.of(PeerId.of("alice")) : Set.of());
                            return agent;
                        })
                .start();
    }

    @Test
    void credentialsLastForAnHour() {
        EphemeralCredentials issued = issue();
        assertThat(issued.expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(issued.username()).endsWith(":k7");
    }

    @Test
    void relaysAreAskedForEachCallAndKnownBefore() {
        RelayProvider relays =
                Recipes.relays(
                        "relay.example.org", () -> CompletableFuture.completedFuture(issue()));
        assertThat(relays.hosts()).containsExactly("relay.example.org");
        List<RelayServer> servers = relays.relays().toCompletableFuture().join();
        assertThat(servers)
                .extracting(RelayServer::uri)
                .containsExactly(
                        TurnUri.parse("turns:relay.example.org:443?transport=tcp"),
                        TurnUri.parse("turn:relay.example.org:3478?transport=udp"));
        assertThat(servers)
                .allSatisfy(server -> assertThat(server.expiresAt()).contains(issue().expiresAt()));
    }

    private static EphemeralCredentials issue() {
        return Recipes.issue("the relay's secret", "k7", Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void aPushMessageBringsACall() {
        try (CallPair pair = CallPair.inTestTime(2)) {
            pair.signaling().lose(message -> message.kind().equals("invite"));
            pair.alice().place(pair.bob().id());
            pair.expect("an invitation", () -> invitation(pair).isPresent());
            pair.signaling().behave();
            CallAgent.Builder phone =
                    CallAgent.builder()
                            .network(pair.network().host("phone", "198.51.100.77").network())
                            .signaling(pair.signaling().channel(pair.bob().id()))
                            .relays(RelayProvider.of(pair.relay().server("bob")))
                            .facts(peer -> CallerFacts.of(peer, Relation.CONTACT));
            byte[] push = invitation(pair).orElseThrow().getBytes(StandardCharsets.US_ASCII);
            try (CallAgent woken = Recipes.startFromPush(phone, "alice", push)) {
                assertThat(pair.alice().awaitEnd()).isEqualTo(EndReason.DECLINED);
            }
        }
    }

    private static Optional<String> invitation(CallPair pair) {
        return pair.signaling().messages().stream()
                .filter(message -> message.kind().equals("invite"))
                .map(SignaledMessage::text)
                .findFirst();
    }

    @Test
    void bothSeeTheSameWordsAndSaySo() {
        try (CallPair pair = CallPair.inTestTime(3)) {
            List<List<String>> seenByAlice = new ArrayList<>();
            List<List<String>> seenByBob = new ArrayList<>();
            pair.connect();
            compare(pair.alice(), seenByAlice::add);
            compare(pair.bob(), seenByBob::add);
            pair.expect("words", () -> !seenByAlice.isEmpty() && !seenByBob.isEmpty());
            assertThat(seenByAlice.get(0)).hasSize(4).isEqualTo(seenByBob.get(0));
            pair.expect("verified", () -> verified(pair));
        }
    }

    private static boolean verified(CallPair pair) {
        return pair.alice().call().security().orElseThrow().verification()
                == Verification.COMPARED_BY_PEOPLE;
    }

    private static void compare(Party party, Predicate<List<String>> user) {
        Recipes.verify(party.call(), (call, sas) -> Recipes.compare(call, sas, user));
    }

    @Test
    void otherWordsEndTheCall() {
        try (CallPair pair = CallPair.inTestTime(4)) {
            pair.connect();
            compare(pair.alice(), words -> false);
            assertThat(pair.alice().awaitEnd()).isEqualTo(EndReason.IDENTITY_MISMATCH);
        }
    }

    @Test
    void videoIsAddedOnceBothWantIt() {
        try (CallPair pair = CallPair.inTestTime(5)) {
            pair.connect();
            Recipes.addVideo(pair.bob().call(), pair.bob()::newVideo);
            pair.alice().call().requestVideo(pair.alice().newVideo());
            pair.alice().awaitVideo(new VideoState.On());
            pair.bob().awaitSeeing(5);
        }
    }

    @Test
    void aBrowserHearsAndIsHeardUntilTheSessionEnds() throws Exception {
        try (CallPair pair = CallPair.inTestTime(9)) {
            Network here = pair.network().host("here", "198.51.100.71").network();
            Network page = pair.network().host("page", "198.51.100.72").network();
            CountingEar heardHere = new CountingEar();
            CountingEar heardThere = new CountingEar();
            try (WebRtcEndpoint endpoint = endpoint(pair, here);
                    WebRtcEndpoint browser = endpoint(pair, page)) {
                WebRtcSession there =
                        browser.offer(
                                Set.of(MediaKind.AUDIO),
                                tracks ->
                                        AudioStream.over(
                                                tracks.get(0),
                                                new OpusSource(silence()),
                                                new OpusSink(heardThere),
                                                page,
                                                Runnable::run));
                List<String> answers = new ArrayList<>();
                WebRtcSession ours =
                        Recipes.talkToBrowser(
                                endpoint,
                                here,
                                now(pair, there.localDescription()),
                                silence(),
                                heardHere,
                                Runnable::run,
                                answers::add);
                pair.expect("an answer", () -> !answers.isEmpty());
                there.accept(answers.get(0));
                pair.expect("sound", () -> heardHere.samples > 0 && heardThere.samples > 0);
                ours.close();
                pair.expect("both let go", () -> heardHere.closed && heardThere.closed);
            }
        }
    }

    private static WebRtcEndpoint endpoint(CallPair pair, Network network) {
        return WebRtcEndpoint.builder()
                .network(network)
                .relays(RelayProvider.of(pair.relay().server("alice")))
                .executor(Runnable::run)
                .build();
    }

    private static PcmSource silence() {
        return PcmClip.looping(WavFile.of(48_000, 1, new short[48_000]), Duration.ZERO);
    }

    private static final class CountingEar implements PcmSink {
        int samples;
        boolean closed;

        @Override
        public void write(short[] pcm, int offset, int count) {
            samples += count;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void whatIsHeardIsInTheFile(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("heard.wav");
        try (CallPair pair = CallPair.inTestTime(6)) {
            pair.alice().place(pair.bob().id());
            pair.bob().observe(pair.bob().awaitIncoming().accept(Recipes.record(silence(), file)));
            pair.alice().awaitActive();
            pair.pass(Duration.ofSeconds(3));
            pair.alice().call().hangUp();
            pair.bob().awaitEnd();
        }
        assertThat(WavFile.read(file).samples()).isGreaterThan(2 * 48_000);
    }

    @Test
    void metricsHaveNoNamesAndCountWhatWasHeard() {
        try (CallPair pair = CallPair.inTestTime(7)) {
            pair.connect();
            StatsReport before = now(pair, pair.bob().call().stats());
            pair.pass(Duration.ofSeconds(10));
            Map<String, Number> metrics = now(pair, Recipes.metrics(pair.bob().call(), before));
            assertThat(metrics.get("audio.packets.received").longValue()).isGreaterThan(400);
            assertThat(metrics)
                    .containsEntry("audio.packets.lost", 0L)
                    .containsEntry("audio.samples.concealed", 0L)
                    .containsKeys("audio.jitter.seconds", "audio.rtt.seconds");
            assertThat(metrics.get("audio.mos").doubleValue()).isGreaterThan(4.2);
            assertThat(Recipes.alarms(pair.bob().call()).values()).containsOnly(0L);
        }
    }

    private static <T> T now(CallPair pair, CompletionStage<T> stage) {
        CompletableFuture<T> asked = stage.toCompletableFuture();
        pair.expect("an answer", asked::isDone);
        return asked.join();
    }

    @Test
    void aLogAndADumpAreKept(@TempDir Path folder) throws Exception {
        List<Closeable> closed = new ArrayList<>();
        CallAgent.Builder builder =
                CallAgent.builder()
                        .signaling(new InMemorySignaling().channel(PeerId.of("alice")))
                        .relays(RelayProvider.of());
        Recipes.keep(builder, folder, closed::add).run();
        for (Closeable each : closed) {
            each.close();
        }

        assertThat(folder.resolve("calls.jsonl")).exists();
        assertThat(Files.size(folder.resolve("calls.pcap"))).isEqualTo(24);
    }

    @Test
    void aFailureIsExplained() {
        List<String> log = new ArrayList<>();
        try (CallPair pair =
                CallPair.builder()
                        .inTestTime(8)
                        .relaysOfAlice(relay -> RelayProvider.of())
                        .start()) {
            Recipes.explain(pair.alice().place(pair.bob().id()), log::add);
            pair.alice().awaitEnd();
            pair.expect("the log", () -> log.size() > 1);
        }
        assertThat(log.get(0)).startsWith("NO_RELAY_CONFIGURED: No relay is configured");
    }
}
