package io.calling.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** RFC 3550, A.1, A.3 and A.8. */
class ReceptionStatisticsTest {
    private static final int CLOCK_RATE = 48_000;
    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final ReceptionStatistics statistics = new ReceptionStatistics(CLOCK_RATE);

    @Test
    void anUnbrokenSequenceLosesNothingAndDoesNotJitter() {
        for (int i = 0; i < 1_000; i++) {
            receive(65_000 + i, i * FRAME_NANOS);
        }
        assertThat(statistics.received()).isEqualTo(1_000);
        assertThat(statistics.lost()).isZero();
        assertThat(statistics.jitterTicks()).isZero();
        assertThat(statistics.takeFractionLost()).isZero();
    }

    @Test
    void theHighestSequenceNumberCountsTheCycles() {
        for (int i = 0; i < 3 * SequenceNumber.MODULUS; i++) {
            receive(60_000 + i, i * FRAME_NANOS);
        }
        int last = 60_000 + 3 * SequenceNumber.MODULUS - 1;
        assertThat(statistics.extendedHighestSequence()).isEqualTo(last);
    }

    @Test
    void theFractionLostIsCountedSinceTheLastReport() {
        for (int i = 0; i < 100; i++) {
            if (i % 4 != 1) {
                receive(i, i * FRAME_NANOS);
            }
        }
        assertThat(statistics.lost()).isEqualTo(25);
        assertThat(statistics.takeFractionLost()).isEqualTo(256 / 4);
        assertThat(statistics.takeFractionLost()).isZero();
    }

    @Test
    void reorderedPacketsAreNotLost() {
        for (int i : new int[] {3, 1, 2, 6, 5, 4}) {
            receive(i, i * FRAME_NANOS);
        }
        assertThat(statistics.extendedHighestSequence()).isEqualTo(6);
        assertThat(statistics.received()).isEqualTo(6);
    }

    @Test
    void duplicatesMakeTheLossNegativeAndTheFractionZero() {
        for (int i = 0; i < 10; i++) {
            receive(i, i * FRAME_NANOS);
            receive(i, i * FRAME_NANOS);
        }
        assertThat(statistics.lost()).isEqualTo(-10);
        assertThat(statistics.lostForReport()).isEqualTo(-10);
        assertThat(statistics.takeFractionLost()).isZero();
    }

    @Test
    void oneFarPacketIsAnAccidentAndTwoInSequenceAreARestart() {
        receive(100, 0);
        receive(101, FRAME_NANOS);
        receive(40_000, 2 * FRAME_NANOS);
        assertThat(statistics.extendedHighestSequence()).isEqualTo(101);

        receive(50_000, 3 * FRAME_NANOS);
        receive(50_001, 4 * FRAME_NANOS);
        assertThat(statistics.extendedHighestSequence()).isEqualTo(50_001);
        assertThat(statistics.lost()).isZero();
    }

    @Test
    void theReportedLossStaysWithin24Bits() {
        receive(0, 0);
        for (int i = 1; i < 9_000; i++) {
            receive(i * 2_990, i * FRAME_NANOS);
        }
        assertThat(statistics.lost()).isGreaterThan(0x7F_FFFF);
        assertThat(statistics.lostForReport()).isEqualTo(0x7F_FFFF);
    }

    @Test
    void jitterIsTheMeanChangeOfTransit() {
        // Each packet is late or early by 5 ms in turn: the transit always changes by 10 ms.
        for (int i = 0; i < 500; i++) {
            long late = TimeUnit.MILLISECONDS.toNanos(i % 2 == 0 ? 5 : -5);
            receive(i, i * FRAME_NANOS + late);
        }
        assertThat(statistics.jitterTicks()).isCloseTo(480, within(10L));
    }

    @Test
    void aRestartedClockIsNoJitter() {
        for (int i = 0; i < 10; i++) {
            statistics.onPacket(i, i * 960, i * FRAME_NANOS);
        }
        for (int i = 10; i < 20; i++) {
            statistics.onPacket(i, 0x4000_0000 + i * 960, i * FRAME_NANOS);
        }
        assertThat(statistics.jitterTicks()).isZero();
    }

    @Test
    void noSequenceOfPacketsMakesNumbersLeaveTheirRange() {
        Random random = new Random(3);
        for (int i = 0; i < 200_000; i++) {
            statistics.onPacket(random.nextInt(65_536), random.nextInt(), random.nextLong());
            assertThat(statistics.jitterTicks()).isBetween(0L, 10L * CLOCK_RATE);
            assertThat(statistics.takeFractionLost()).isBetween(0, 255);
        }
    }

    private void receive(int sequence, long nowNanos) {
        statistics.onPacket(sequence & 0xFFFF, sequence * 960, nowNanos);
    }
}
