package io.calling.testkit.ice;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.turn.RelayProvider;
import io.calling.ice.turn.RelayServer;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.net.Fate;
import io.calling.testkit.relay.EmbeddedRelay;
import java.io.IOException;
import java.net.Inet6Address;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which of several relays a call uses, and how it changes from one to another. */
@ExtendWith({ThreadLeakExtension.class, LogLeakExtension.class})
class RelayChoiceTest {
    private final IceWorld world = new IceWorld();

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    @Test
    void theNearestOfThreeWins() throws IOException {
        world.relay(80, builder -> builder);
        EmbeddedRelay near = world.relay(10, builder -> builder);
        world.relay(40, builder -> builder);
        IceEnd alice = world.alice();
        IceEnd bob = world.bob();

        world.call(alice, bob);

        assertThat(world.inUse(alice)).isEqualTo(near);
        assertThat(world.inUse(bob)).isEqualTo(near);
    }

    @Test
    void L30_aPinnedRegionKeepsTheNearerOneUnasked() throws IOException {
        EmbeddedRelay far = world.relay(80, builder -> builder);
        EmbeddedRelay near = world.relay(10, builder -> builder);
        RelayProvider relays =
                RelayProvider.of(IceWorld.at(near).inRegion("eu"), IceWorld.at(far).inRegion("us"))
                        .inRegion("us");
        IceEnd alice = world.opened(new IceEnd(world.aliceHost, relays));
        IceEnd bob = world.opened(new IceEnd(world.bobHost, relays));

        world.call(alice, bob);

        assertThat(world.inUse(alice)).isEqualTo(far);
        assertThat(near.counters().allocationsMade()).isZero();
    }

    @Test
    void aRelayThatHasNothingButIpv6IsUsed() throws IOException {
        world.relay("2001:db8:9::1", 10, builder -> builder);
        world.aliceHost.attach(world.network.internet(), "2001:db8:a::17");
        world.bobHost.attach(world.network.internet(), "2001:db8:b::34");
        IceEnd alice = world.alice();
        IceEnd bob = world.bob();

        world.call(alice, bob);

        assertThat(alice.candidates.get(0).address().getAddress()).isInstanceOf(Inet6Address.class);
        assertThat(world.network.log().sightings(IceWorld.ALICE, IceWorld.BOB)).isEmpty();
        assertThat(world.network.log().sightings(IceWorld.BOB, IceWorld.ALICE)).isEmpty();
    }

    @Test
    void credentialsThatRunOutAreReplacedInMidCall() throws IOException {
        replacesCredentials(2, asked -> true);
    }

    @Test
    void aProviderThatFailsInMidCallIsAskedAgain() throws IOException {
        replacesCredentials(3, asked -> asked != 2);
    }

    private void replacesCredentials(int questions, IntPredicate answers) throws IOException {
        EmbeddedRelay first = shortLived();
        EmbeddedRelay second = shortLived();
        Instant start = world.aliceHost.network().now();
        AtomicInteger asked = new AtomicInteger();
        RelayServer dying = IceWorld.at(first).expiringAt(start.plusSeconds(100));
        RelayServer fresh = IceWorld.at(second).expiringAt(start.plusSeconds(10_000));
        RelayProvider refreshing =
                RelayProvider.refreshing(
                        () -> {
                            int question = asked.incrementAndGet();
                            return answers.test(question)
                                    ? CompletableFuture.completedFuture(
                                            List.of(question == 1 ? dying : fresh))
                                    : CompletableFuture.failedFuture(new IOException("offline"));
                        });
        IceEnd alice = world.opened(new IceEnd(world.aliceHost, refreshing));
        IceEnd bob = world.opened(new IceEnd(world.bobHost, RelayProvider.of(IceWorld.at(second))));
        world.call(alice, bob);
        assertThat(world.inUse(alice)).isEqualTo(first);

        world.pass(Duration.ofSeconds(90));
        assertThat(asked).hasValue(questions);
        first.faults().refuse(441); // the credentials are wrong from now on
        world.pass(Duration.ofSeconds(60));

        assertThat(world.inUse(alice)).isEqualTo(second);
        assertThat(alice.longestSilence()).isLessThan(Duration.ofMillis(300));
        assertThat(bob.longestSilence()).isLessThan(Duration.ofMillis(300));
        assertThat(asked).hasValue(questions);
    }

    @Test
    void credentialsThatLiveForASecondAreNotFetchedEverySecond() throws IOException {
        EmbeddedRelay relay = world.relay();
        AtomicInteger asked = new AtomicInteger();
        RelayProvider hasty =
                () -> {
                    asked.incrementAndGet();
                    Instant soon = world.aliceHost.network().now().plusSeconds(1);
                    return CompletableFuture.completedFuture(
                            List.of(IceWorld.at(relay).expiringAt(soon)));
                };
        IceEnd alice = world.opened(new IceEnd(world.aliceHost, hasty));
        IceEnd bob = world.bob();
        world.call(alice, bob);

        world.pass(Duration.ofMinutes(5));

        assertThat(asked).hasValueBetween(2, 17);
        assertThat(alice.failure).isNull();
    }

    private EmbeddedRelay shortLived() throws IOException {
        return world.relay(
                5, builder -> builder.lifetimes(Duration.ofSeconds(30), Duration.ofSeconds(30)));
    }

    @Test
    void noPacketIsWithoutAWay() throws IOException {
        world.relay();
        world.relay();
        world.call(world.alice(), world.bob());
        assertThat(world.network.log().count(Fate.UNROUTABLE)).isZero();
    }
}
