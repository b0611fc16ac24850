package io.calling.ice.turn;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.calling.ice.stun.TransactionId;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packet path through the client allocates nothing. */
class TurnPeerAllocationTest {
    private static final int ROUNDS = 50_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long bytesSent;

    private double bytesPerRound(Runnable round) {
        for (int i = 0; i < ROUNDS; i++) {
            round.run();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ROUNDS; i++) {
            round.run();
        }
        return (double) (threads.getCurrentThreadAllocatedBytes() - before) / ROUNDS;
    }

    private boolean count(byte[] buffer, int offset, int length) {
        bytesSent += length;
        return true;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 0x4000})
    void sendingAllocatesNothingByIndicationOrByChannel(int channel) {
        TurnPeer peer = new TurnPeer(ClientRig.PEER, new TransactionId(1, 2));
        peer.setPermitted(true);
        peer.setChannel(channel);
        byte[] buffer = new byte[RelayAllocation.HEADROOM + 160];
        PacketSink sink = this::count;
        assertThat(bytesPerRound(() -> peer.send(sink, buffer, RelayAllocation.HEADROOM, 160)))
                .isLessThan(1.0);
        assertThat(bytesSent).isPositive();
    }

    @Test
    void receivingAllocatesNothingByChannel() {
        ClientRig rig = new ClientRig();
        int[] datagrams = new int[1];
        rig.onData = (peer, buffer, offset, length) -> datagrams[0]++;
        rig.allocate();
        int channel = rig.preferred(ClientRig.PEER);
        byte[] packet = FakeRelay.channelData(channel, new byte[160]);
        assertThat(bytesPerRound(() -> rig.receive(packet))).isLessThan(1.0);
        assertThat(datagrams[0]).isEqualTo(2 * ROUNDS);
    }

    @Test
    void receivingAllocatesNothingByIndication() {
        ClientRig rig = new ClientRig();
        int[] datagrams = new int[1];
        rig.onData = (peer, buffer, offset, length) -> datagrams[0]++;
        rig.allocate();
        rig.permitted(ClientRig.PEER);
        byte[] packet = FakeRelay.data(ClientRig.PEER, new byte[160]);
        assertThat(bytesPerRound(() -> rig.receive(packet))).isLessThan(1.0);
        assertThat(datagrams[0]).isEqualTo(2 * ROUNDS);
    }
}
