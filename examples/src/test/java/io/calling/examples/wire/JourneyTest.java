package io.calling.examples.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JourneyTest {
    private static final InetSocketAddress RELAY =
            new InetSocketAddress(AddressSearchTest.address("192.0.2.1"), 3478);

    private final Recording alice = new Recording();
    private final Recording bob = new Recording();

    @Test
    void pairsEachPacketWithItsArrival() {
        add(alice, Direction.SENT, 100, channelData(1, 0x80, 111));
        add(alice, Direction.SENT, 200, channelData(2, 0x80, 111));
        add(bob, Direction.RECEIVED, 150, channelData(1, 0x80, 111));
        assertThat(Journey.between(alice, bob).trips())
                .isEqualTo(
                        List.of(
                                new Journey.Trip(100, OptionalLong.of(150)),
                                new Journey.Trip(200, OptionalLong.empty())));
    }

    @Test
    void leavesOutWhatIsNoMedia() {
        add(alice, Direction.SENT, 100, channelData(1, 0x80, 72));
        add(alice, Direction.SENT, 100, channelData(1, 0x16, 111));
        add(alice, Direction.SENT, 100, new byte[] {0x40});
        add(alice, Direction.SENT, 100, StunBytes.permission(RELAY));
        assertThat(Journey.between(alice, bob).trips()).isEmpty();
    }

    private static void add(Recording recording, Direction direction, long nanos, byte[] bytes) {
        recording.add(new RecordedPacket(direction, RELAY, nanos, bytes, 0, bytes.length));
    }

    private static byte[] channelData(int sequence, int first, int payloadType) {
        byte[] datagram = new byte[4 + 12 + 20];
        datagram[0] = 0x40;
        datagram[4] = (byte) first;
        datagram[5] = (byte) payloadType;
        datagram[7] = (byte) sequence;
        return datagram;
    }
}
