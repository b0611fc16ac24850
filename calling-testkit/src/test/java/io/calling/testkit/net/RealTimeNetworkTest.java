package io.calling.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calling.ice.net.Route;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RealTimeNetworkTest {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    @Test
    void itCarriesByItself() throws IOException {
        try (VirtualNetwork network = VirtualNetwork.inRealTime(1)) {
            VirtualHost alice = network.host("alice", "192.0.2.1");
            VirtualHost bob = network.host("bob", "198.51.100.2");
            alice.link().conditions(LinkConditions.delayed(Duration.ofMillis(20)));
            Inbox atBob = new Inbox();
            var to = new InetSocketAddress(bob.address(), 5000);
            bob.network().bindDatagram(to, atBob);
            long sent = alice.network().nanoTime();
            alice.network()
                    .connectDatagram(to, Route.system(), new Inbox())
                    .send(Inbox.bytes("hello"), 0, 5);
            assertThat(network.await(DEADLINE, () -> !atBob.texts.isEmpty())).isTrue();
            assertThat(Duration.ofNanos(alice.network().nanoTime() - sent))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(20));
        }
    }

    @Test
    void aTaskThatThrowsEndsNotTheLoopAndTheTestIsTold() {
        VirtualNetwork network = VirtualNetwork.inRealTime(1);
        VirtualHost host = network.host("host", "192.0.2.1");
        AtomicBoolean later = new AtomicBoolean();
        host.network()
                .execute(
                        () -> {
                            throw new IllegalStateException("of the task");
                        });
        host.network().execute(() -> later.set(true));
        assertThatThrownBy(() -> network.await(DEADLINE, () -> false))
                .hasRootCauseMessage("of the task");
        assertThat(network.await(DEADLINE, later::get)).isTrue();
        network.close();
    }

    @Test
    void closingEndsTheThread() {
        VirtualNetwork.inRealTime(1).close();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("virtual-network"));
    }
}
