package io.calling.rtp.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FirstArrivalsTest {
    private static final long MILLI = 1_000_000;
    private static final int BYTES = 1_250;
    private final FirstArrivals first = new FirstArrivals();

    /** Packets of 10,000 bits, one each {@code sent} and {@code arrived} milliseconds. */
    private long after(int packets, long sent, long arrived) {
        for (int i = 0; i < packets; i++) {
            first.onPacket(i * sent * MILLI, (1_000 + i * arrived) * MILLI, BYTES);
        }
        return first.bottleneckBitsPerSecond();
    }

    @Test
    void threePacketsThatWaitedForEachOtherAreEnough() {
        assertThat(after(2, 33, 200)).isEqualTo(FirstArrivals.UNKNOWN);
        first.restart();
        assertThat(after(3, 33, 200)).isEqualTo(50_000);
    }

    @Test
    void aRouteThatBecomesLongerOnceIsNoBottleneck() {
        for (int before = 1; before < 10; before++) {
            FirstArrivals any = new FirstArrivals();
            for (int i = 0; i < 60; i++) {
                long sent = i * 33 * MILLI;
                any.onPacket(sent, sent + (i < before ? 25 : 425) * MILLI, BYTES);
                assertThat(any.bottleneckBitsPerSecond()).isEqualTo(FirstArrivals.UNKNOWN);
            }
        }
    }

    @Test
    void itIsSaidOnce() {
        after(3, 33, 200);
        assertThat(first.bottleneckBitsPerSecond()).isEqualTo(FirstArrivals.UNKNOWN);
    }

    @Test
    void aPathThatCarriesAllSaysNothing() {
        assertThat(after(100, 33, 33)).isEqualTo(FirstArrivals.UNKNOWN);
    }

    @Test
    void whatComesAfterTwoSecondsIsForOthersToJudge() {
        after(70, 33, 33);
        first.onPacket(3_000 * MILLI, 9_000 * MILLI, BYTES);
        assertThat(first.bottleneckBitsPerSecond()).isEqualTo(FirstArrivals.UNKNOWN);
    }

    @Test
    void jitterOfATenthOfASecondIsNoBottleneck() {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            FirstArrivals any = new FirstArrivals();
            long last = 0;
            for (int i = 0; i < 200; i++) {
                long sent = i * 10 * MILLI;
                last = Math.max(last, sent + random.nextLong(100 * MILLI));
                any.onPacket(sent, last, BYTES);
                assertThat(any.bottleneckBitsPerSecond()).isEqualTo(FirstArrivals.UNKNOWN);
            }
        }
    }

    @Test
    void anyBottleneckIsFoundWithinTwoPacketsOfWhatItCarries() {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long rate = 20_000 + random.nextLong(150_000);
            FirstArrivals any = new FirstArrivals();
            long free = 0;
            long found = FirstArrivals.UNKNOWN;
            for (int i = 0; i < 60 && found == FirstArrivals.UNKNOWN; i++) {
                long sent = i * 33 * MILLI;
                free = Math.max(free, sent) + (long) (BYTES * 8e9 / rate);
                any.onPacket(sent, free, BYTES);
                found = any.bottleneckBitsPerSecond();
            }
            assertThat(found).isBetween(rate - 10, rate + 10);
        }
    }
}
