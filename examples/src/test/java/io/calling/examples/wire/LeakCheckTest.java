package io.calling.examples.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.examples.wire.LeakCheck.Evidence;
import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunClass;
import io.calling.ice.stun.StunMethod;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeakCheckTest {
    private static final InetSocketAddress RELAY = socket("198.51.100.1", 3478);
    private static final InetSocketAddress ALICES_RELAYED = socket("198.51.100.1", 50_001);
    private static final InetSocketAddress BOBS_RELAYED = socket("198.51.100.1", 50_002);

    private final Side alice = new Side("192.0.2.10", ALICES_RELAYED, BOBS_RELAYED);
    private final Side bob = new Side("203.0.113.20", BOBS_RELAYED, ALICES_RELAYED);

    @Test
    void anAddressThatNeverArrivedIsNotFound() {
        bob.receives(
                StunBytes.message(StunClass.INDICATION, StunMethod.DATA, PEER, ALICES_RELAYED));
        Evidence evidence = check();
        assertThat(evidence.hidden()).isTrue();
        assertThat(evidence.onlyPorts()).isFalse();
        assertThat(evidence.words()).isEqualTo("not found in 2 packets and 1 messages");
    }

    @Test
    void anAddressInAPacketIsFound() {
        bob.receives(StunBytes.message(StunClass.SUCCESS, StunMethod.BINDING, MAPPED, alice.local));
        assertThat(check().hidden()).isFalse();
        assertThat(check().words()).startsWith("FOUND, ").doesNotContain("192.0.2.10");
    }

    @Test
    void anAddressOfAnyInterfaceInAMessageIsFound() {
        Traffic hidden = alice.traffic("203.0.113.99");
        Traffic receiver = bob.traffic("203.0.113.20", "candidate 203.0.113.99 4000");
        assertThat(new LeakCheck(hidden, receiver).run().found())
                .hasValueSatisfying(where -> assertThat(where).endsWith(" of a message"));
    }

    @Test
    void anAddressBehindTranslationIsFound() {
        InetSocketAddress translated = socket("192.0.2.200", 1024);
        alice.receives(StunBytes.allocated(translated, ALICES_RELAYED));
        bob.receives(StunBytes.message(StunClass.SUCCESS, StunMethod.BINDING, MAPPED, translated));
        assertThat(check().hidden()).isFalse();
    }

    @Test
    void aHostNameIsFound() {
        Traffic receiver = bob.traffic("203.0.113.20", "o=alices-laptop 1 1");
        assertThat(new LeakCheck(alice.traffic(), receiver).run().hidden()).isFalse();
    }

    @Test
    void onASharedAddressPortsAreCompared() {
        Side first =
                new Side("127.0.0.1", socket("127.0.0.1", 50_001), socket("127.0.0.1", 50_002));
        Side second =
                new Side("127.0.0.1", socket("127.0.0.1", 50_002), socket("127.0.0.1", 50_001));
        InetSocketAddress other = socket("127.0.0.1", first.local.getPort() + 1);
        second.receives(StunBytes.message(StunClass.SUCCESS, StunMethod.BINDING, MAPPED, other));
        Evidence clean = new LeakCheck(first.traffic(), second.traffic()).run();
        assertThat(clean.hidden()).isTrue();
        assertThat(clean.onlyPorts()).isTrue();

        second.receives(
                StunBytes.message(StunClass.SUCCESS, StunMethod.BINDING, MAPPED, first.local));
        assertThat(new LeakCheck(first.traffic(), second.traffic()).run().hidden()).isFalse();
    }

    @Test
    void nothingReceivedProvesNothing() {
        Traffic silent = new Traffic(new Recording(), List.of(), List.of(), Set.of());
        Evidence evidence = new LeakCheck(alice.traffic(), silent).run();
        assertThat(evidence.hidden()).isFalse();
        assertThat(evidence.words()).startsWith("unknown");
    }

    @Test
    void withoutMessagesOrWithoutPacketsTheSearchProvesNothing() {
        Traffic withoutMessages = bob.traffic("203.0.113.20");
        Evidence evidence = new LeakCheck(alice.traffic(), withoutMessages).run();
        assertThat(evidence.packets()).isPositive();
        assertThat(evidence.hidden()).isFalse();
        assertThat(evidence.words())
                .isEqualTo("unknown, for the search in 1 packets and 0 messages was not complete");

        Traffic withoutPackets =
                new Traffic(new Recording(), List.of("a message"), List.of(), Set.of());
        assertThat(new LeakCheck(alice.traffic(), withoutPackets).run().hidden()).isFalse();
    }

    @Test
    void theReceiverSeesTheRelay() {
        assertThat(bob.traffic().peerAsSeen()).isEqualTo("198.51.100.1:50001");
    }

    private Evidence check() {
        return new LeakCheck(alice.traffic(), bob.traffic()).run();
    }

    private static final int PEER = StunAttribute.XOR_PEER_ADDRESS;
    private static final int MAPPED = StunAttribute.XOR_MAPPED_ADDRESS;

    private static InetSocketAddress socket(String address, int port) {
        return new InetSocketAddress(AddressSearchTest.address(address), port);
    }

    private static final class Side {
        private static int nextPort = 41_000;

        private final Recording recording = new Recording();
        private final InetSocketAddress local;

        Side(String address, InetSocketAddress relayed, InetSocketAddress peer) {
            local = socket(address, nextPort += 7);
            recording.opened(local);
            add(Direction.SENT, StunBytes.permission(peer));
            receives(StunBytes.allocated(local, relayed));
        }

        void receives(byte[] bytes) {
            add(Direction.RECEIVED, bytes);
        }

        private void add(Direction direction, byte[] bytes) {
            recording.add(new RecordedPacket(direction, RELAY, 0, bytes, 0, bytes.length));
        }

        Traffic traffic() {
            return traffic(local.getAddress().getHostAddress(), "a message without addresses");
        }

        Traffic traffic(String networkInterface, String... messages) {
            List<InetAddress> interfaces = List.of(AddressSearchTest.address(networkInterface));
            return new Traffic(
                    recording,
                    List.of(messages),
                    interfaces,
                    Set.of(
                            local.getAddress().getHostAddress().startsWith("192")
                                    ? "alices-laptop"
                                    : "bobs-laptop"));
        }
    }
}
