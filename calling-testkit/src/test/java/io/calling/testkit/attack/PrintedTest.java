package io.calling.testkit.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.WebRtcEndpoint;
import io.calling.WebRtcSession;
import io.calling.testkit.CallPair;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.net.VirtualNetwork;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an application prints by accident: {@code log.info("call: " + call)}. */
@ExtendWith(LogLeakExtension.class)
class PrintedTest {
    private static final List<String> ADDRESSES =
            List.of("192.0.2.17", "198.51.100.34", EndpointWorld.RELAY, "3478", "password");

    @Test
    void L23_nothingOfACallPrintsAnAddress() {
        try (CallPair pair = CallPair.on(VirtualNetwork.inRealTime(3))) {
            pair.connect();
            pair.alice().awaitHearing(pair.bob().tone());
            var call = pair.alice().call();

            assertNoAddress(
                    pair.alice().agent(),
                    call,
                    call.state(),
                    call.security(),
                    call.exposure(),
                    call.exposure().exposures(),
                    call.statistics(),
                    call.stats().toCompletableFuture().join(),
                    call.stats().toCompletableFuture().join().entries(),
                    call.timeline(),
                    pair.bob().incoming());
            assertThat(pair.relay().server("alice").toString()).doesNotContain("password", "alice");
            assertThat(call.exposure().toText()).contains("192.0.2.17");
        }
    }

    @Test
    void L23_nothingOfASessionPrintsAnAddress() throws Exception {
        try (EndpointWorld world = new EndpointWorld();
                WebRtcEndpoint one = world.builder(world.network.host("a", "192.0.2.17")).build();
                WebRtcEndpoint two =
                        world.builder(world.network.host("b", "198.51.100.34")).build()) {
            WebRtcSession offered = EndpointWorld.offer(one);
            WebRtcSession answered = EndpointWorld.answer(two, EndpointWorld.description(offered));
            offered.accept(EndpointWorld.description(answered));
            Optional<?> pair = awaitPair(world, offered);

            assertThat(pair).isPresent();
            assertNoAddress(
                    one,
                    offered,
                    answered,
                    pair,
                    offered.state(),
                    offered.exposure(),
                    offered.stats().toCompletableFuture().join().toJson());
        }
    }

    private static Optional<?> awaitPair(EndpointWorld world, WebRtcSession session) {
        world.network.await(Duration.ofSeconds(30), () -> session.selectedPair().isPresent());
        return session.selectedPair();
    }

    private static void assertNoAddress(Object... printed) {
        for (Object each : printed) {
            assertThat(String.valueOf(each)).as(each.getClass().getName()).isNotEmpty();
            for (String address : ADDRESSES) {
                assertThat(String.valueOf(each)).doesNotContain(address);
            }
        }
    }
}
