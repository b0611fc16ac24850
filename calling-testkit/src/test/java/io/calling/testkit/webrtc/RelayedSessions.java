package io.calling.testkit.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.CallState;
import io.calling.WebRtcEndpoint;
import io.calling.WebRtcSession;
import io.calling.ice.net.Network;
import io.calling.ice.turn.RelayProvider;
import io.calling.media.MediaKind;
import io.calling.media.RtpTrack;
import io.calling.testkit.net.TestClock;
import io.calling.testkit.net.VirtualHost;
import io.calling.testkit.net.VirtualNetwork;
import io.calling.testkit.relay.EmbeddedRelay;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** A session of two endpoints through one relay, on a virtual network, in test time. */
final class RelayedSessions implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(10);

    final VirtualNetwork world;
    final EmbeddedRelay relay;
    final VirtualHost hostOfAlice;
    final VirtualHost hostOfBob;
    final WebRtcEndpoint endpointOfAlice;
    final WebRtcEndpoint endpointOfBob;
    final WebRtcSession alice;
    final WebRtcSession bob;
    final List<RtpTrack> ofAlice = new ArrayList<>();
    final List<RtpTrack> ofBob = new ArrayList<>();

    RelayedSessions(long seed, Set<MediaKind> kinds) throws Exception {
        world = VirtualNetwork.on(new TestClock(), seed);
        Network relays = world.host("relay", "203.0.113.9").network();
        relay =
                EmbeddedRelay.builder()
                        .network(relays)
                        .listen(new InetSocketAddress(relays.localAddresses().get(0), 3478))
                        .user("user", "a password for tests")
                        .start();
        hostOfAlice = world.host("alice", "198.51.100.1");
        hostOfBob = world.host("bob", "198.51.100.2");
        endpointOfAlice = endpoint(hostOfAlice);
        endpointOfBob = endpoint(hostOfBob);
        alice = endpointOfAlice.offer(kinds, ofAlice::addAll);
        bob = endpointOfBob.answer(now(alice.localDescription()), kinds, ofBob::addAll);
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

    /** What comes of it within {@link #SOON}. */
    <T> T now(CompletionStage<T> stage) {
        assertThat(world.await(SOON, stage.toCompletableFuture()::isDone)).isTrue();
        return stage.toCompletableFuture().join();
    }

    @Override
    public void close() {
        endpointOfAlice.close();
        endpointOfBob.close();
        world.pass(SOON);
        relay.close();
        world.close();
    }
}
