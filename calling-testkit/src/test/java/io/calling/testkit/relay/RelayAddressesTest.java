package io.calling.testkit.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.net.Route;
import io.calling.ice.turn.RelayAllocation;
import io.calling.ice.turn.RelayClient;
import io.calling.ice.turn.RelayFailure;
import io.calling.ice.turn.RelayServer;
import io.calling.testkit.net.LinkConditions;
import io.calling.testkit.net.TestClock;
import io.calling.testkit.net.VirtualHost;
import io.calling.testkit.net.VirtualNetwork;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a name costs that stands for several addresses, to the millisecond. */
class RelayAddressesTest {
    private static final Duration LOOK_UP = Duration.ofMillis(5);
    private static final Duration ROUND_TRIP = Duration.ofMillis(30);

    /** A request that names nobody, and the signed one. */
    private static final Duration ALLOCATING = ROUND_TRIP.multipliedBy(2);

    private final VirtualNetwork world = VirtualNetwork.on(new TestClock(), 7);
    private final VirtualHost alice = world.host("alice", "192.0.2.1");
    private final VirtualHost relay = world.host("relay", "203.0.113.1");
    private final VirtualHost silent = world.host("silent", "203.0.113.2");
    private final Outcome outcome = new Outcome();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aSilentAddressCostsAQuarterSecond() throws IOException {
        try (EmbeddedRelay relay = relay();
                RelayAllocation allocation = dial("203.0.113.2", "203.0.113.1")) {
            pass();

            assertThat(outcome.after).isEqualTo(LOOK_UP.plusMillis(250).plus(ALLOCATING));
            assertThat(allocation.serverAddress()).isEqualTo(relay.address());
        }
    }

    @Test
    void aNearAddressThatAnswersKeepsTheOthersUnasked() throws IOException {
        try (EmbeddedRelay relay = relay();
                RelayAllocation allocation = dial("203.0.113.1", "203.0.113.2")) {
            pass();

            assertThat(outcome.after).isEqualTo(LOOK_UP.plus(ALLOCATING));
            assertThat(allocation.serverAddress()).isEqualTo(relay.address());
            assertThat(world.log().packets())
                    .noneMatch(packet -> packet.place().equals(silent.name()));
        }
    }

    @Test
    void L06_addressesThatAreAllSilentAreUnreachableAfterEightSeconds() {
        try (RelayAllocation allocation = dial("203.0.113.1", "203.0.113.2")) {
            pass();

            assertThat(outcome.failure).isEqualTo(RelayFailure.UNREACHABLE);
            assertThat(outcome.after).isEqualTo(Duration.ofSeconds(8));
        }
    }

    private EmbeddedRelay relay() throws IOException {
        relay.link().conditions(LinkConditions.delayed(ROUND_TRIP.dividedBy(2)));
        return EmbeddedRelay.builder()
                .network(relay.network())
                .listen(new InetSocketAddress(relay.address(), 3478))
                .user("alice", "secret")
                .start();
    }

    private RelayAllocation dial(String... addresses) {
        world.name("relay.example", addresses);
        return RelayClient.allocate(
                alice.network(),
                RelayServer.of("turn:relay.example", "alice", "secret"),
                Route.system(),
                outcome);
    }

    private void pass() {
        world.pass(Duration.ofSeconds(20));
    }

    private final class Outcome implements RelayAllocation.Listener {
        private Duration after;
        private RelayFailure failure;

        @Override
        public void onAllocated(RelayAllocation allocation) {
            after = world.elapsed();
        }

        @Override
        public void onData(InetSocketAddress peer, byte[] buffer, int offset, int length) {}

        @Override
        public void onLost(RelayFailure reason) {
            after = world.elapsed();
            failure = reason;
        }
    }
}
