package io.calling.testkit.webrtc;

import static io.calling.testkit.webrtc.Side.await;
import static io.calling.testkit.webrtc.Side.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calling.CallException;
import io.calling.CallState;
import io.calling.EndReason;
import io.calling.ice.turn.RelayProvider;
import io.calling.ice.turn.RelayServer;
import io.calling.media.MediaKind;
import io.calling.sdp.Direction;
import io.calling.sdp.SdpException;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.relay.EmbeddedRelay;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two sessions in a call, relays on loopback, and the offers that follow the first one. */
class RenegotiationTest {
    @RegisterExtension final ThreadLeakExtension threads = ThreadLeakExtension.except("ice4j.*");
    @RegisterExtension final LogLeakExtension logs = new LogLeakExtension();

    private EmbeddedRelay relay;
    private Side alice;
    private Side bob;

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
        alice.awaitHeardBy(bob, "hello");
    }

    @AfterEach
    void end() throws Exception {
        alice.close();
        bob.close();
        await(() -> relay.allocations() == 0);
        relay.close();
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
        alice.awaitHeardBy(bob, "music");

        alice.session.direction(MediaKind.AUDIO, Direction.SENDRECV);
        negotiate(alice, bob);
        bob.awaitHeardBy(alice, "back again");
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
        alice.awaitHeardBy(bob, "somebody does");
    }

    /** Pion 3 says active to whatever is offered, also where it was passive from the beginning. */
    @Test
    void anAnswerThatTurnsTheRolesOfDtlsAroundLeavesThemAsTheyAre() throws Exception {
        String answer = get(alice.session.answer(get(bob.session.offerAgain())));
        assertThat(answer).contains("a=setup:passive");

        bob.session.accept(answer.replace("a=setup:passive", "a=setup:active"));

        bob.awaitHeardBy(alice, "roles as before");
        String next = get(bob.session.answer(get(alice.session.offerAgain())));
        assertThat(next).contains("a=setup:active");
        alice.session.accept(next);
        alice.awaitHeardBy(bob, "and again");
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
        alice.awaitHeardBy(bob, "after all");
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
        bob.awaitHeardBy(alice, "the first track goes on");
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
        alice.awaitHeardBy(bob, "still here");
    }

    @Test
    void anIceRestartOfOursMovesTheCallToANewPath() throws Exception {
        String first = get(alice.session.localDescription());
        String restart = get(alice.session.restartIce());
        String answer = get(bob.session.answer(restart));
        alice.session.accept(answer);

        for (String changed : List.of("a=ice-ufrag", "a=ice-pwd", "a=candidate")) {
            assertThat(line(restart, changed)).isNotEqualTo(line(first, changed));
        }
        assertThat(line(restart, "a=fingerprint")).isEqualTo(line(first, "a=fingerprint"));
        await(() -> usesPathOf(restart, alice) && usesPathOf(answer, bob));
        await(() -> relay.allocations() == 2);
        alice.awaitHeardBy(bob, "over the new path");
        bob.awaitHeardBy(alice, "and back");
        negotiate(bob, alice);
        get(bob.session.restartIce());
    }

    private static boolean usesPathOf(String description, Side side) {
        String port = " " + side.session.selectedPair().orElseThrow().local().address().getPort();
        return line(description, "a=candidate").contains(port + " typ");
    }

    @Test
    void anIceRestartThatIsTakenBackLeavesTheOldPath() throws Exception {
        String before = get(alice.session.offerAgain());
        alice.session.rollback();
        String restart = get(alice.session.restartIce());
        assertThatThrownBy(() -> get(alice.session.offerAgain()))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
        alice.session.rollback();

        await(() -> relay.allocations() == 2);
        String after = get(alice.session.offerAgain());
        for (String same : List.of("a=ice-ufrag", "a=ice-pwd", "a=candidate")) {
            assertThat(line(after, same)).isEqualTo(line(before, same));
        }
        assertThat(line(restart, "a=ice-ufrag")).isNotEqualTo(line(before, "a=ice-ufrag"));
        alice.session.accept(get(bob.session.answer(after)));
        alice.awaitHeardBy(bob, "as if nothing had been");
    }

    @Test
    void anAnswerThatDoesNotRestartIsNoneToAnIceRestart() throws Exception {
        String plain = get(alice.session.offerAgain());
        String answer = get(bob.session.answer(plain));
        alice.session.rollback();
        get(alice.session.restartIce());

        assertThatThrownBy(() -> alice.session.accept(answer)).isInstanceOf(SdpException.class);
        alice.session.rollback();
        alice.awaitHeardBy(bob, "on the old path");
    }

    @Test
    void anIceRestartWithoutARelayLeavesTheCallAsItWas() throws Exception {
        alice.relays =
                RelayProvider.of(
                        RelayServer.of(relay.server("alice").uri().toString(), "alice", "not it"));

        assertThatThrownBy(() -> get(alice.session.restartIce()))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(CallException.class);
        alice.awaitHeardBy(bob, "still there");
        alice.relays = RelayProvider.of(relay.server("alice"));
        alice.session.accept(get(bob.session.answer(get(alice.session.restartIce()))));
        alice.awaitHeardBy(bob, "and anew");
    }

    @Test
    void aSectionOfOursThatIsAddedBecomesATrackOnBothSides() throws Exception {
        alice.session.add(MediaKind.VIDEO);
        String offer = get(alice.session.offerAgain());
        alice.session.rollback(); // what is wanted stays wanted
        assertThat(get(alice.session.offerAgain())).isEqualTo(nextVersion(offer));
        alice.session.accept(get(bob.session.answer(offer)));

        await(() -> alice.told.size() == 2 && bob.told.size() == 2);
        assertThat(alice.told.get(1).kind()).isEqualTo(MediaKind.VIDEO);
        assertThat(alice.told.get(1).config().mid()).isEqualTo("1");
        assertThat(bob.told.get(1).config().sends()).isTrue();
        assertThat(get(alice.session.offerAgain()).lines().filter(l -> l.startsWith("m=")))
                .hasSize(2);
        alice.session.rollback();
        alice.awaitHeardBy(bob, "the first track goes on");
        assertThat(bob.say(1, 96, "a picture")).isTrue();
        await(() -> alice.heard.contains("a picture"));
    }

    private static String nextVersion(String offer) {
        String origin = line(offer, "o=");
        String[] words = origin.split(" ", 4);
        long version = Long.parseLong(words[2]) + 1;
        return offer.replace(origin, words[0] + " " + words[1] + " " + version + " " + words[3]);
    }

    @Test
    void firstOffersThatCrossAreSortedOutByRollback() throws Exception {
        Side carol = new Side(RelayProvider.of(relay.server("alice")));
        Side dave = new Side(RelayProvider.of(relay.server("bob")));
        try (carol;
                dave) {
            Set<MediaKind> kinds = EnumSet.of(MediaKind.AUDIO);
            carol.session = carol.endpoint.offer(kinds, carol::take);
            dave.session = dave.endpoint.offer(kinds, dave::take);
            String ofCarol = get(carol.session.localDescription());
            get(dave.session.localDescription());
            assertThatThrownBy(() -> get(dave.session.answer(ofCarol)))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(IllegalStateException.class);

            dave.session.rollback();
            carol.session.accept(get(dave.session.answer(ofCarol)));

            await(() -> carol.session.state() instanceof CallState.Active);
            await(() -> dave.session.state() instanceof CallState.Active);
            carol.awaitHeardBy(dave, "after you");
            dave.awaitHeardBy(carol, "no, after you");
        }
    }

    @Test
    void aFirstOfferThatWasTakenBackMayBeMadeOnceMore() throws Exception {
        Side carol = new Side(RelayProvider.of(relay.server("alice")));
        Side dave = new Side(RelayProvider.of(relay.server("bob")));
        try (carol;
                dave) {
            Set<MediaKind> kinds = EnumSet.of(MediaKind.AUDIO);
            carol.session = carol.endpoint.offer(kinds, carol::take);
            get(carol.session.localDescription());
            carol.session.rollback();
            assertThatThrownBy(carol.session::rollback).isInstanceOf(IllegalStateException.class);
            String again = get(carol.session.offerAgain());
            dave.session = dave.endpoint.answer(again, kinds, dave::take);
            carol.session.accept(get(dave.session.localDescription()));

            await(() -> carol.session.state() instanceof CallState.Active);
            await(() -> dave.session.state() instanceof CallState.Active);
            carol.awaitHeardBy(dave, "here I am");
        }
    }

    @Test
    void beforeTheFirstAnswerIceIsNotStartedAnew() throws Exception {
        try (Side carol = new Side(RelayProvider.of(relay.server("alice")))) {
            carol.session = carol.endpoint.offer(EnumSet.of(MediaKind.AUDIO), carol::take);

            assertThatThrownBy(() -> get(carol.session.restartIce()))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(IllegalStateException.class);
        }
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
        alice.awaitHeardBy(bob, "as before");
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
