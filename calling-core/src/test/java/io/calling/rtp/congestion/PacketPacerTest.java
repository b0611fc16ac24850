package io.calling.rtp.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PacketPacerTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private final PacketPacer pacer = new PacketPacer(64, 1_000_000);

    @Test
    void nothingWaitsNothingLeaves() {
        assertThat(pacer.poll(0)).isEqualTo(PacketPacer.NOTHING);
        assertThat(pacer.nextNanos(0)).isEqualTo(PacketPacer.NEVER);
        assertThat(pacer.isEmpty()).isTrue();
    }

    @Test
    void aLargeFrameLeavesAtTheRateAndInOrder() {
        for (int i = 0; i < 20; i++) {
            assertThat(pacer.addMedia(i, 1_000)).isTrue();
        }
        long now = 0;
        for (int i = 0; i < 20; i++) {
            now = pacer.nextNanos(now);
            assertThat(pacer.poll(now)).isEqualTo(i);
        }
        // A packet takes 8 ms; the first ones may make up for 5 ms.
        assertThat(now).isBetween(19 * 8 * MILLI - 6 * MILLI, 19 * 8 * MILLI);
        assertThat(pacer.isEmpty()).isTrue();
    }

    @Test
    void retransmissionsLeaveFirstAndAudioTakesItsShare() {
        pacer.addMedia(1, 1_000);
        pacer.addRetransmission(2, 1_000);
        pacer.onAudio(1_000, 0);
        assertThat(pacer.poll(0)).isEqualTo(PacketPacer.NOTHING);
        long first = pacer.nextNanos(0);
        assertThat(first).isEqualTo(3 * MILLI);
        assertThat(pacer.poll(first)).isEqualTo(2);
        assertThat(pacer.poll(pacer.nextNanos(first))).isEqualTo(1);
    }

    @Test
    void aFullQueueRefuses() {
        for (int i = 0; i < 64; i++) {
            assertThat(pacer.addMedia(i, 100)).isTrue();
        }
        assertThat(pacer.addMedia(64, 100)).isFalse();
        assertThat(pacer.addRetransmission(65, 100)).isTrue();
        pacer.clear();
        assertThat(pacer.queuedBytes()).isZero();
        assertThat(pacer.addMedia(64, 100)).isTrue();
    }

    @Test
    void noPacketWaitsForMuchMoreThanASecond() {
        pacer.rate(10_000);
        for (int i = 0; i < 60; i++) {
            pacer.addMedia(i, 1_200);
        }
        long now = 0;
        while (!pacer.isEmpty()) {
            now = pacer.nextNanos(now);
            pacer.poll(now);
        }
        assertThat(now).isBetween(900 * MILLI, TimeUnit.SECONDS.toNanos(1));
        // Then the rate holds again.
        long free = pacer.freeAt(now);
        pacer.addMedia(0, 1_250);
        assertThat(pacer.poll(free)).isZero();
        assertThat(pacer.freeAt(free)).isEqualTo(free + 1_000 * MILLI);
    }

    @Test
    void whatLeavesBeforeItsTimeHoldsUpTheRestForAMomentOnly() {
        for (int i = 0; i < 60; i++) {
            pacer.addMedia(i, 1_200);
        }
        for (int i = 0; i < 59; i++) {
            assertThat(pacer.pollAnyway(0)).isEqualTo(i);
        }
        assertThat(pacer.nextNanos(0)).isLessThanOrEqualTo(50 * MILLI);
    }

    @Test
    void soundOfMoreThanTheRateLeavesAQuarterOfItToPictures() {
        pacer.rate(25_000);
        int left = 0;
        for (long now = 0; now < 20_000 * MILLI; now += MILLI) {
            if (now % (20 * MILLI) == 0) {
                pacer.onAudio(135, now);
            }
            if (pacer.isEmpty()) {
                pacer.addMedia(1, 60);
            }
            left += pacer.poll(now) == PacketPacer.NOTHING ? 0 : 60;
        }
        assertThat(left * 8 / 20).isBetween(25_000 / 5, 25_000 / 3);
    }

    @Test
    void keyFramesOvertakePicturesAndRetransmissionsOvertakeBoth() {
        pacer.addMedia(1, 100);
        pacer.addKeyFrame(2, 100);
        pacer.addRetransmission(3, 100);
        pacer.addKeyFrame(4, 100);
        assertThat(pacer.queuedPackets()).isEqualTo(4);
        for (long handle : new long[] {3, 2, 4, 1}) {
            assertThat(pacer.pollAnyway(0)).isEqualTo(handle);
        }
        assertThat(pacer.pollAnyway(0)).isEqualTo(PacketPacer.NOTHING);
    }

    @Test
    void whateverIsAskedTheRateHolds() {
        Random random = new Random(9);
        for (int round = 0; round < 20; round++) {
            PacketPacer any = new PacketPacer(256, 2_000_000);
            long now = random.nextLong();
            long begin = now;
            long bytes = 0;
            for (int step = 0; step < 2_000; step++) {
                int size = 60 + random.nextInt(1_140);
                if (random.nextInt(4) == 0) {
                    any.addRetransmission(size, size);
                } else {
                    any.addMedia(size, size);
                }
                now += random.nextInt(4_000_000);
                for (long sent = any.poll(now); sent >= 0; sent = any.poll(now)) {
                    bytes += sent;
                }
                assertThat(any.queuedBytes()).isNotNegative();
            }
            double allowed = (now - begin) / 8e9 * 2_000_000 + 1_250 + 1_200;
            boolean urgent = any.queuedBytes() * 8 > 2_000_000;
            assertThat(urgent || bytes <= allowed).isTrue();
        }
    }
}
