package io.calling.testkit.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long two parties take to find each other, to the millisecond. */
class ConnectingTimeTest {
    private final IceWorld world = new IceWorld();

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    /** Twenty milliseconds from each party to the internet, five from there to the relay. */
    @Test
    void twoRoundTripsToTheRelayAndOneToThePeer() throws IOException {
        world.relay();
        Duration toTheRelay = Duration.ofMillis(2 * (20 + 5));
        Duration toThePeer = toTheRelay.multipliedBy(2);
        IceEnd alice = world.alice();
        IceEnd bob = world.bob();
        Duration start = world.network.elapsed();

        IceEnd.connect(alice, bob);
        world.await("both to have a pair", () -> alice.isConnected() && bob.isConnected());

        assertThat(world.network.elapsed().minus(start))
                .isLessThanOrEqualTo(toTheRelay.multipliedBy(2).plus(toThePeer));
    }
}
