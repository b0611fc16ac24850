package io.calling.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Two streams that send to each other, on a loop that itself allocates nothing. */
class AudioStreamAllocationTest {
    private static final int STEPS = 3_000;

    private final FrugalNetwork network = new FrugalNetwork();
    private final Wire toBob = new Wire();
    private final Wire toAlice = new Wire();
    private final AudioStream alice = stream(toBob);
    private final AudioStream bob = stream(toAlice);

    private AudioStream stream(Wire wire) {
        AudioStreamConfig config = AudioStreamConfig.opus(network);
        return new AudioStream(config, new Tone(), new Ear(), wire, network, network);
    }

    @Test
    void aPacketAllocatesNothing() {
        toBob.receiver = bob;
        toAlice.receiver = alice;
        alice.start();
        bob.start();
        network.pass(20_000_000L * STEPS);
        long packets = alice.statistics().packetsReceived();
        long before = allocated();
        network.pass(20_000_000L * STEPS);
        long bytes = allocated() - before;

        packets = alice.statistics().packetsReceived() - packets;
        assertThat(packets).isGreaterThanOrEqualTo(STEPS - 1);
        // Two reports a second allocate a few dozen bytes each; a packet, none.
        assertThat(bytes / packets).isLessThan(8);
        assertThat(alice.statistics().framesConcealed()).isZero();
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private static final class Wire implements AudioStream.PacketOutput {
        private AudioStream receiver;

        @Override
        public void rtp(byte[] buffer, int offset, int length) {
            receiver.onRtp(buffer, offset, length);
        }

        @Override
        public void rtcp(byte[] buffer, int offset, int length) {
            receiver.onRtcp(buffer, offset, length);
        }
    }

    private static final class Tone implements AudioSource {
        @Override
        public int nextFrame(byte[] buffer, int offset) {
            buffer[offset] = (byte) 0xF8;
            return 80;
        }
    }

    private static final class Ear implements AudioSink {
        @Override
        public void onFrame(byte[] buffer, int offset, int length) {
            // Listens.
        }

        @Override
        public void onLostFrame() {
            // Shrugs.
        }
    }
}
