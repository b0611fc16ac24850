package io.calling.rtp.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.rtp.RtpPacket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FrameAssemblerTest {
    private static final int KEY = 0x10;
    private static final int DELTA = 0x11;

    private final FrameAssembler assembler = new FrameAssembler(new Vp8Depacketizer());
    private final Vp8Packetizer packetizer = new Vp8Packetizer(100, 0);
    private final List<byte[]> packets = new ArrayList<>();
    private int sequence = 65_530;
    private int timestamp;
    private long now;

    @Test
    void nothingIsGivenBeforeAKeyFrame() {
        send(DELTA, 250);
        send(DELTA, 250);
        arrive(packets);
        assertThat(assembler.next(now)).isFalse();
        assertThat(assembler.needsKeyFrame()).isTrue();

        packets.clear();
        send(KEY, 250);
        send(DELTA, 100);
        arrive(packets);
        assertThat(frames()).containsExactly("key 250", "delta 100");
        assertThat(assembler.needsKeyFrame()).isFalse();
    }

    @Test
    void packetsInAnyOrderAndTwiceMakeTheSameFrames() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            send(i == 0 ? KEY : DELTA, 100 + 10 * i);
            expected.add((i == 0 ? "key " : "delta ") + (100 + 10 * i));
        }
        packets.addAll(List.copyOf(packets));
        Collections.shuffle(packets, new Random(3));
        arrive(packets);

        assertThat(frames()).isEqualTo(expected);
    }

    @Test
    void aFrameWaitsForItsLastPacketAndThoseBehindItWaitForIt() {
        send(KEY, 100);
        send(DELTA, 250);
        send(DELTA, 100);
        byte[] late = packets.remove(3);
        arrive(packets);
        assertThat(frames()).containsExactly("key 100");

        arrive(List.of(late));
        assertThat(frames()).containsExactly("delta 250", "delta 100");
    }

    @Test
    void whatNobodyRepairsInTimeIsGivenUpUntilTheNextKeyFrame() {
        send(KEY, 100);
        send(DELTA, 250);
        send(DELTA, 100);
        packets.remove(4);
        arrive(packets);
        frames();
        now += TimeUnit.MILLISECONDS.toNanos(501);
        assertThat(assembler.next(now)).isFalse();
        assertThat(assembler.needsKeyFrame()).isTrue();
        assertThat(assembler.interruptions()).isEqualTo(1);

        packets.clear();
        send(DELTA, 100);
        send(KEY, 120);
        send(DELTA, 130);
        arrive(packets);
        assertThat(frames()).containsExactly("key 120", "delta 130");
    }

    @Test
    void aFrameWithoutMarkerEndsWhereAnotherTimestampBegins() {
        send(KEY, 150);
        packets.get(packets.size() - 1)[1] &= 0x7F;
        send(DELTA, 100);
        arrive(packets);

        assertThat(frames()).containsExactly("key 150", "delta 100");
    }

    @Test
    void aStreamThatJumpsFarAheadGoesOnWithItsNextKeyFrame() {
        send(KEY, 100);
        arrive(packets);
        assertThat(frames()).containsExactly("key 100");

        packets.clear();
        sequence += 3_000;
        send(DELTA, 100);
        send(KEY, 110);
        arrive(packets);
        assertThat(frames()).containsExactly("key 110");
    }

    @Test
    void absurdPacketsNeitherThrowNorGrowWithoutBound() {
        Random random = new Random(4);
        for (Depacketizer format : List.of(new Vp8Depacketizer(), new H264Depacketizer())) {
            FrameAssembler hostile = new FrameAssembler(format);
            for (int i = 0; i < 30_000; i++) {
                byte[] packet = new byte[12 + random.nextInt(60)];
                random.nextBytes(packet);
                packet[0] = (byte) 0x80;
                if (random.nextInt(10) != 0) {
                    packet[2] = (byte) (i >> 8);
                    packet[3] = (byte) (i + random.nextInt(5));
                    packet[4] = 0;
                    packet[5] = 0;
                    packet[6] = 0;
                    packet[7] = (byte) (i >> 3);
                }
                hostile.insert(view(packet), i);
                hostile.next(i * 1_000_000L);
                assertThat(hostile.frame().length).isLessThan(3 * FrameAssembler.MAX_FRAME_BYTES);
            }
        }
    }

    private void send(int firstByte, int size) {
        byte[] frame = new byte[size];
        Arrays.fill(frame, (byte) 0x33);
        frame[0] = (byte) firstByte;
        packetizer.packetize(
                frame,
                0,
                size,
                (buffer, offset, length, last) -> {
                    byte[] packet = new byte[12 + length];
                    RtpPacket.writeHeader(packet, 0, last, 96, sequence & 0xFFFF, timestamp, 1);
                    System.arraycopy(buffer, offset, packet, 12, length);
                    packets.add(packet);
                    sequence++;
                });
        timestamp += 3_000;
    }

    private void arrive(List<byte[]> arriving) {
        for (byte[] packet : arriving) {
            assembler.insert(view(packet), now);
        }
    }

    private static RtpPacket view(byte[] packet) {
        RtpPacket view = new RtpPacket();
        assertThat(view.wrap(packet, 0, packet.length)).isTrue();
        return view;
    }

    private List<String> frames() {
        List<String> frames = new ArrayList<>();
        while (assembler.next(now)) {
            frames.add((assembler.isKeyFrame() ? "key " : "delta ") + assembler.length());
        }
        return frames;
    }
}
