package io.calling.media;

import io.calling.ice.testing.ManualNetwork;
import io.calling.rtp.RtpPacket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/** Two streams that hear each other over a path that tests make worse, under one manual clock. */
final class StreamBench {
    final ManualNetwork network = new ManualNetwork();
    final Random random = new Random(11);
    final Party alice;
    final Party bob;

    /** Of each packet in each direction; what it returns is how late it comes. */
    Path path = packet -> Duration.ofMillis(10);

    /** How a path treats one packet. */
    interface Path {
        Duration delay(byte[] packet);
    }

    /** A path that loses what the predicate says. */
    static Path losing(Predicate<byte[]> lost) {
        return packet -> lost.test(packet) ? null : Duration.ofMillis(10);
    }

    StreamBench() {
        this(null);
    }

    /** With an executor for Alice's source and sink. */
    StreamBench(Executor mediaOfAlice) {
        alice = new Party(mediaOfAlice == null ? network : mediaOfAlice);
        bob = new Party(network);
        alice.other = bob;
        bob.other = alice;
    }

    void start() {
        alice.stream.start();
        bob.stream.start();
    }

    void pass(long millis) {
        network.pass(Duration.ofMillis(millis));
    }

    /** One side: its stream, what it says and hears, and what it sends. */
    final class Party implements AudioStream.PacketOutput {
        final AudioStreamConfig config = AudioStreamConfig.opus(network);
        final CountingSource source = new CountingSource();
        final CountingSink sink = new CountingSink();
        final AudioStream stream;
        final List<byte[]> rtp = new ArrayList<>();
        final List<byte[]> rtcp = new ArrayList<>();
        final List<Long> sentAtNanos = new ArrayList<>();
        Party other;

        Party(Executor media) {
            stream = new AudioStream(config, source, sink, this, network, media);
        }

        @Override
        public void rtp(byte[] buffer, int offset, int length) {
            byte[] packet = take(buffer, offset, length);
            rtp.add(packet);
            sentAtNanos.add(network.nanoTime());
            carry(packet, () -> other.stream.onRtp(packet, 0, packet.length));
        }

        @Override
        public void rtcp(byte[] buffer, int offset, int length) {
            byte[] packet = take(buffer, offset, length);
            rtcp.add(packet);
            carry(packet, () -> other.stream.onRtcp(packet, 0, packet.length));
        }

        private void carry(byte[] packet, Runnable arrival) {
            Duration delay = path.delay(packet);
            if (delay != null) {
                network.schedule(delay.toNanos(), arrival);
            }
        }

        /** Takes it out of the array, and writes over its surroundings as encryption would. */
        private byte[] take(byte[] buffer, int offset, int length) {
            byte[] packet = Arrays.copyOfRange(buffer, offset, offset + length);
            Arrays.fill(buffer, offset - AudioStream.ROOM, offset + length + 64, (byte) 0x55);
            return packet;
        }

        RtpPacket sent(int index) {
            RtpPacket view = new RtpPacket();
            byte[] packet = rtp.get(index);
            if (!view.wrap(packet, 0, packet.length)) {
                throw new AssertionError("not RTP");
            }
            return view;
        }
    }

    /** Says 0, 1, 2 in frames of 80 bytes; 255 when muted. */
    static final class CountingSource implements AudioSource {
        int drawn;
        int closed;
        int length = 80;
        int lossPercent;

        /** What the first byte says of the rest: 20 ms of CELT. */
        int tableOfContents = 0xF8;

        RuntimeException failure;
        LinkageError unlinked;

        @Override
        public int nextFrame(byte[] buffer, int offset) {
            if (failure != null) {
                throw failure;
            }
            if (unlinked != null) {
                throw unlinked;
            }
            Arrays.fill(buffer, offset, offset + Math.min(length, 80), (byte) tableOfContents);
            buffer[offset + 1] = (byte) (drawn % 100);
            drawn++;
            return length;
        }

        @Override
        public int nextSilence(byte[] buffer, int offset) {
            int silence = nextFrame(buffer, offset);
            buffer[offset + 1] = (byte) 255;
            return silence;
        }

        @Override
        public void onLoss(int percent) {
            lossPercent = percent;
        }

        @Override
        public void close() {
            closed++;
        }
    }

    /** Writes down what it hears; −1 for a lost frame. */
    static final class CountingSink implements AudioSink {
        final List<Integer> heard = new ArrayList<>();
        int recoverable;
        int closed;
        RuntimeException failure;

        @Override
        public void onFrame(byte[] buffer, int offset, int length) {
            heard.add(buffer[offset + 1] & 0xFF);
            if (failure != null) {
                throw failure;
            }
        }

        @Override
        public void onLostFrame() {
            heard.add(-1);
        }

        @Override
        public void onLostFrame(byte[] next, int offset, int length) {
            recoverable++;
            onLostFrame();
        }

        @Override
        public void close() {
            closed++;
            if (failure != null) {
                throw failure;
            }
        }
    }
}
