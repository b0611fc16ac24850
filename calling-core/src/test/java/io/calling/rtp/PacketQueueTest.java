package io.calling.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PacketQueueTest {
    private final PacketQueue queue = new PacketQueue();
    private final RtpPacket packet = new RtpPacket();

    @Test
    void whatIsOfferedArrives() {
        assertThat(offer(1)).isTrue();
        assertThat(offer(2)).isTrue();

        assertThat(drained()).containsExactly(1, 2);
        assertThat(drained()).isEmpty();
    }

    @Test
    void aFullQueueRefusesUntilItIsDrained() {
        int taken = 0;
        while (offer(taken)) {
            taken++;
        }
        assertThat(taken).isEqualTo(64);
        assertThat(drained()).hasSize(64);
        assertThat(offer(taken)).isTrue();
    }

    @Test
    void aGiantFrameIsRefused() {
        byte[] giant = new byte[RtpPacket.HEADER_BYTES + 60_000];
        RtpPacket.writeHeader(giant, 0, false, 111, 1, 1, 1);
        packet.wrap(giant, 0, giant.length);

        assertThat(queue.offer(packet, 0)).isFalse();
    }

    @Test
    @Timeout(30)
    void twoThreadsHandOverEveryPacketInOrder() throws InterruptedException {
        int packets = 200_000;
        Thread loop = new Thread(() -> offerAll(packets), "test-loop");
        loop.setDaemon(true);
        loop.start();
        int next = 0;
        while (next < packets) {
            for (int number : drained()) {
                assertThat(number).isEqualTo(next++ & 0xFFFF);
            }
        }
        loop.join();
    }

    private List<Integer> drained() {
        List<Integer> numbers = new ArrayList<>();
        queue.drain(
                packet -> {
                    numbers.add(Bytes.uint16(packet.payload(), 0));
                    return packet;
                });
        return numbers;
    }

    private void offerAll(int packets) {
        for (int i = 0; i < packets; i++) {
            while (!offer(i)) {
                Thread.onSpinWait();
            }
        }
    }

    private boolean offer(int number) {
        byte[] bytes = new byte[RtpPacket.HEADER_BYTES + 2];
        RtpPacket.writeHeader(bytes, 0, false, 111, number & 0xFFFF, number * 960, 1);
        Bytes.put16(bytes, RtpPacket.HEADER_BYTES, number & 0xFFFF);
        packet.wrap(bytes, 0, bytes.length);
        return queue.offer(packet, 0);
    }
}
