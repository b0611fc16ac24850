package io.calling.testkit.call;

import static io.calling.testkit.assertion.CallAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.calling.EndReason;
import io.calling.WebRtcEndpoint;
import io.calling.ice.exposure.Audience;
import io.calling.ice.turn.RelayProvider;
import io.calling.ice.turn.RelayServer;
import io.calling.testkit.CallPair;
import io.calling.testkit.junit.CallStoryExtension;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.net.TestClock;
import io.calling.testkit.net.VirtualNetwork;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whole calls over a relay that has a name: what a resolver hears of them. */
@ExtendWith({CallStoryExtension.class, ThreadLeakExtension.class, LogLeakExtension.class})
class RelayNamesInCallsTest {
    private static final String NAME = "relay.example";
    private static final RelayServer SERVER = RelayServer.of("turn:" + NAME, "guest", "secret");
    private static final int CALLS = 5;

    private final VirtualNetwork world = VirtualNetwork.on(new TestClock(), 9);
    private CallPair pair;

    @AfterEach
    void close() {
        pair.close();
    }

    private void start(RelayProvider relaysOfAlice) {
        pair =
                CallPair.builder()
                        .on(world)
                        .relay(relay -> relay.user("guest", "secret"))
                        .relaysOfAlice(relay -> relaysOfAlice)
                        .start();
    }

    private void makeCalls() {
        for (int call = 0; call < CALLS; call++) {
            pair.connect();
            pair.alice().call().hangUp();
            pair.alice().awaitEnd();
            pair.bob().awaitEnd();
            world.pass(Duration.ofMinutes(7));
        }
    }

    private static RelayProvider ephemeral() {
        return RelayProvider.refreshing(() -> CompletableFuture.completedFuture(List.of(SERVER)));
    }

    @Test
    void L34_aRelaysNameIsLookedUpWhenTheAgentIsBuiltAndForNoCall() {
        world.name(NAME, "203.0.113.9");
        start(RelayProvider.of(SERVER));
        world.pass(Duration.ofSeconds(1));
        assertThat(world.namesLookedUp()).containsExactly(NAME);

        makeCalls();

        assertThat(world.namesLookedUp()).containsExactly(NAME);
        assertThat(pair.alice().call().exposure().to(Audience.RESOLVER)).isEmpty();
    }

    @Test
    void L34_relaysThatComeWhenACallAsksAreLookedUpOnceForAll() {
        world.name(NAME, "203.0.113.9");
        start(ephemeral());
        world.pass(Duration.ofSeconds(1));
        assertThat(world.namesLookedUp()).isEmpty();

        makeCalls();

        assertThat(world.namesLookedUp()).containsExactly(NAME);
    }

    @Test
    void L34_whereTheirHostsAreKnownTheyAreLookedUpAhead() {
        world.name(NAME, "203.0.113.9");
        start(ephemeral().withHosts(NAME, "192.0.2.1"));
        world.pass(Duration.ofSeconds(1));
        assertThat(world.namesLookedUp()).containsExactly(NAME);

        makeCalls();

        assertThat(world.namesLookedUp()).containsExactly(NAME);
    }

    @Test
    void aNameThatNobodyKnowsEndsTheCallAndIsTriedAgain() {
        start(RelayProvider.of(SERVER));
        pair.alice().place(pair.bob().id());
        assertThat(pair.alice()).endedWith(EndReason.RELAY_UNREACHABLE, Duration.ofSeconds(30));

        world.name(NAME, "203.0.113.9");
        world.pass(Duration.ofMinutes(10));
        List<String> before = world.namesLookedUp();
        makeCalls();
        assertThat(world.namesLookedUp()).isEqualTo(before);
    }

    @Test
    void L34_anEndpointLooksThemUpWhenItIsBuilt() {
        start(RelayProvider.of());
        world.name(NAME, "203.0.113.9");
        try (WebRtcEndpoint endpoint =
                WebRtcEndpoint.builder()
                        .network(world.host("alice").network())
                        .relays(RelayProvider.of(SERVER))
                        .executor(Runnable::run)
                        .build()) {
            world.pass(Duration.ofSeconds(1));
            assertThat(endpoint.sessions()).isZero();
            assertThat(world.namesLookedUp()).containsExactly(NAME);
        }
    }
}
