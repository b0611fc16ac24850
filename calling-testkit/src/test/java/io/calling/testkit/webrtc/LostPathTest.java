package io.calling.testkit.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.CallState;
import io.calling.EndReason;
import io.calling.WebRtcEndpoint;
import io.calling.WebRtcSession;
import io.calling.ice.net.Network;
import io.calling.ice.turn.RelayProvider;
import io.calling.media.MediaKind;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.net.TestClock;
import io.calling.testkit.net.VirtualHost;
import io.calling.testkit.net.VirtualNetwork;
import io.calling.testkit.relay.EmbeddedRelay;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A peer that vanishes without a word while an ICE restart waits for its answer. */
@ExtendWith({ThreadLeakExtension.class, LogLeakExtension.class})
class LostPathTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final VirtualNetwork world = VirtualNetwork.on(new TestClock(), 9);
    private EmbeddedRelay relay;
    private VirtualHost hostOfBob;
    private WebRtcEndpoint endpointOfAlice;
    private WebRtcEndpoint endpointOfBob;
    private WebRtcSession alice;
    private WebRtcSession bob;

    @BeforeEach
    void call() throws Exception {
        Network relays = world.host("relay", "203.0.113.9").network();
        relay =
                EmbeddedRelay.builder()
                        .network(relays)
                        .listen(new InetSocketAddress(relays.localAddresses().get(0), 3478))
                        .user("user", "a password for tests")
                        .start();
        hostOfBob = world.host("bob", "198.51.100.2");
        endpointOfAlice = endpoint(world.host("alice", "198.51.100.1"));
        endpointOfBob = endpoint(hostOfBob);
        Set<MediaKind> kinds = Set.of(MediaKind.AUDIO);
        alice = endpointOfAlice.offer(kinds, tracks -> {});
        bob = endpointOfBob.answer(now(alice.localDescription()), kinds, tracks -> {});
        alice.accept(now(bob.localDescription()));
        assertThat(world.await(SOON, () -> alice.state() instanceof CallState.Active)).isTrue();
        assertThat(world.await(SOON, () -> bob.state() instanceof CallState.Active)).isTrue();
    }

    private WebRtcEndpoint endpoint(VirtualHost host) {
        return WebRtcEndpoint.builder()
                .network(host.network())
                .relays(RelayProvider.of(relay.server("user")))
                .executor(Runnable::run)
                .build();
    }

    private <T> T now(CompletionStage<T> stage) {
        assertThat(world.await(SOON, stage.toCompletableFuture()::isDone)).isTrue();
        return stage.toCompletableFuture().join();
    }

    private void vanish() {
        hostOfBob.links().forEach(hostOfBob::detach);
    }

    @AfterEach
    void close() {
        endpointOfAlice.close();
        endpointOfBob.close();
        world.pass(SOON);
        relay.close();
        world.close();
    }

    private void assertAliceIsToldAndHoldsNothing() {
        assertAliceIsToldAndHoldsNothing(EndReason.PEER_LOST);
    }

    private void assertAliceIsToldAndHoldsNothing(EndReason reason) {
        int ofBob = 2; // the one in use, and the one of a restart
        assertThat(
                        world.await(
                                Duration.ofSeconds(30),
                                () -> alice.ended().toCompletableFuture().isDone()))
                .isTrue();
        assertThat(alice.state()).isEqualTo(new CallState.Ended(reason));
        assertThat(endpointOfAlice.sessions()).isZero();
        world.pass(SOON);
        assertThat(relay.allocations()).isLessThanOrEqualTo(ofBob);
    }

    @Test
    void aRestartThatNobodyAnswersDoesNotKeepTheSession() {
        now(alice.restartIce());
        vanish();

        assertAliceIsToldAndHoldsNothing();
    }

    @Test
    void norDoesOneThatIsTakenBack() {
        now(alice.restartIce());
        vanish();
        world.pass(Duration.ofSeconds(40));
        alice.rollback();

        assertAliceIsToldAndHoldsNothing();
    }

    /** Bob has answered, and is gone before the first check on the new path. */
    @Test
    void norDoesOneThatWasAnsweredJustBefore() throws Exception {
        String answer = now(bob.answer(now(alice.restartIce())));
        vanish();
        alice.accept(answer);

        assertAliceIsToldAndHoldsNothing(EndReason.NO_PATH);
    }

    /** Bob starts ICE anew, and is gone before he has our answer. */
    @Test
    void norDoesOneThatThePeerAskedFor() {
        String offer = now(bob.restartIce());
        vanish();
        String answer = now(alice.answer(offer));
        assertThat(answer).contains("a=candidate:");

        assertAliceIsToldAndHoldsNothing(EndReason.NO_PATH);
    }
}
