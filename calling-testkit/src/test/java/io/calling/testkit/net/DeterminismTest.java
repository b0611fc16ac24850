package io.calling.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.net.ConnectedDatagramSocket;
import io.calling.ice.net.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeterminismTest {
    private static final int PACKETS = 500;

    private static VirtualNetwork busyNetwork(long seed) {
        TestClock clock = new TestClock();
        VirtualNetwork network = VirtualNetwork.on(clock, seed);
        VirtualHost alice = network.host("alice", "192.0.2.1");
        VirtualHost bob = network.host("bob", "198.51.100.2");
        alice.link()
                .conditions(
                        LinkConditions.delayed(Duration.ofMillis(20))
                                .jitter(Duration.ofMillis(10))
                                .loss(0.05)
                                .reordering(0.05)
                                .duplication(0.02));
        talk(alice, new InetSocketAddress(bob.address(), 5000));
        clock.advance(Duration.ofMinutes(1));
        network.close();
        return network;
    }

    private static void talk(VirtualHost from, InetSocketAddress to) {
        try {
            ConnectedDatagramSocket socket =
                    from.network().connectDatagram(to, Route.system(), new Inbox());
            for (int i = 0; i < PACKETS; i++) {
                var ignored =
                        from.network()
                                .schedule(
                                        i * 20_000_000L,
                                        () -> {
                                            byte[] random = new byte[40];
                                            from.network().randomBytes(random);
                                            socket.send(random, 0, random.length);
                                        });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void oneSeedGivesOneLogToTheByte() {
        VirtualNetwork one = busyNetwork(1);
        VirtualNetwork again = busyNetwork(1);
        assertThat(one.log().text())
                .isEqualTo(again.log().text())
                .hasLineCount(one.log().packets().size());
        assertThat(one.log().fingerprint()).isEqualTo(again.log().fingerprint());
    }

    @Test
    void anotherSeedGivesAnotherLog() {
        assertThat(busyNetwork(1).log().text()).isNotEqualTo(busyNetwork(2).log().text());
    }

    @Test
    void aFurtherHostChangesNothingForTheOthers() {
        VirtualNetwork network = VirtualNetwork.on(new TestClock(), 3);
        byte[] alone = random(network.host("alice", "192.0.2.1"));
        VirtualNetwork larger = VirtualNetwork.on(new TestClock(), 3);
        larger.host("carol", "192.0.2.3");
        assertThat(random(larger.host("alice", "192.0.2.1"))).isEqualTo(alone);
    }

    private static byte[] random(VirtualHost host) {
        byte[] bytes = new byte[32];
        host.network().randomBytes(bytes);
        return bytes;
    }
}
