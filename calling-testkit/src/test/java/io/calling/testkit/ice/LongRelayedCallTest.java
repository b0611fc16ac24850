package io.calling.testkit.ice;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.IceFailure;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.relay.EmbeddedRelay;
import java.io.IOException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A relayed call through what relays do to it, to the millisecond. */
@ExtendWith({ThreadLeakExtension.class, LogLeakExtension.class})
class LongRelayedCallTest {
    private final IceWorld world = new IceWorld();

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    @Test
    void aQuarterOfAnHourOnLifetimesThatHurtPassesWithoutAGap() throws IOException {
        EmbeddedRelay relay =
                world.relay(
                        5,
                        builder ->
                                builder.lifetimes(Duration.ofSeconds(20), Duration.ofSeconds(20))
                                        .permissionLifetime(Duration.ofSeconds(15))
                                        .channelLifetime(Duration.ofSeconds(15))
                                        .nonceLifetime(Duration.ofSeconds(7)));
        IceEnd alice = world.alice();
        IceEnd bob = world.bob();
        world.call(alice, bob);

        world.pass(Duration.ofMinutes(15));

        assertThat(alice.longestSilence()).isLessThan(Duration.ofMillis(200));
        assertThat(bob.longestSilence()).isLessThan(Duration.ofMillis(200));
        assertThat(alice.pairs).hasSize(1);
        assertThat(relay.counters().allocationsMade()).isEqualTo(2);
    }

    @Test
    void aRelayThatDiesCostsLessThanTwoSeconds() throws IOException {
        world.relay();
        world.relay();
        IceEnd alice = world.alice();
        IceEnd bob = world.bob();
        world.call(alice, bob);

        world.inUse(alice).die();
        world.pass(Duration.ofMinutes(1));

        assertThat(alice.longestSilence()).isLessThan(Duration.ofSeconds(2));
        assertThat(bob.longestSilence()).isLessThan(Duration.ofSeconds(2));
        assertThat(alice.failure).isNull();
        assertThat(bob.failure).isNull();
    }

    @Test
    void afterTenMinutesOnTheShortestOfLifetimesThereIsStillAWayToFallBackOn() throws IOException {
        UnaryOperator<EmbeddedRelay.Builder> shortest =
                builder ->
                        builder.lifetimes(Duration.ofSeconds(6), Duration.ofSeconds(6))
                                .permissionLifetime(Duration.ofSeconds(4))
                                .channelLifetime(Duration.ofSeconds(4))
                                .nonceLifetime(Duration.ofSeconds(2));
        world.relay(5, shortest);
        world.relay(5, shortest);
        IceEnd alice = world.alice();
        IceEnd bob = world.bob();
        world.call(alice, bob);

        world.pass(Duration.ofMinutes(10));
        assertThat(alice.longestSilence()).isLessThan(Duration.ofMillis(200));
        world.inUse(alice).die();
        world.pass(Duration.ofMinutes(1));

        assertThat(alice.longestSilence()).isLessThan(Duration.ofSeconds(2));
        assertThat(bob.longestSilence()).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void aRelayThatDiesFarAwayCostsLessThanTwoSeconds() throws IOException {
        world.relay(100, builder -> builder);
        world.relay(120, builder -> builder);
        IceEnd alice = world.alice();
        IceEnd bob = world.bob();
        world.call(alice, bob);

        world.inUse(alice).die();
        world.pass(Duration.ofMinutes(1));

        assertThat(alice.longestSilence()).isLessThan(Duration.ofSeconds(2));
        assertThat(bob.longestSilence()).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void L06_bothRelaysGoneEndsWithinTenSeconds() throws IOException {
        EmbeddedRelay first = world.relay();
        EmbeddedRelay second = world.relay();
        IceEnd alice = world.alice();
        IceEnd bob = world.bob();
        world.call(alice, bob);

        first.die();
        second.die();
        world.await("both to fail", () -> alice.failure != null && bob.failure != null);

        assertThat(alice.failure).isEqualTo(IceFailure.RELAY_UNREACHABLE);
        assertThat(bob.failure).isEqualTo(IceFailure.RELAY_UNREACHABLE);
        assertThat(alice.failedAfter).isLessThan(Duration.ofSeconds(10));
        assertThat(bob.failedAfter).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aRelayThatIsSilentForAWhileIsWaitedFor() throws IOException {
        EmbeddedRelay relay = world.relay();
        IceEnd alice = world.alice();
        IceEnd bob = world.bob();
        world.call(alice, bob);

        relay.faults().silence();
        world.pass(Duration.ofSeconds(5));
        relay.faults().none();
        world.pass(Duration.ofSeconds(5));
        alice.listen();
        world.pass(Duration.ofMinutes(1));

        assertThat(alice.failure).isNull();
        assertThat(bob.failure).isNull();
        assertThat(alice.longestSilence()).isLessThan(Duration.ofMillis(200));
    }
}
