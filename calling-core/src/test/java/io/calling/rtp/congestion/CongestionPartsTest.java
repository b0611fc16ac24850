package io.calling.rtp.congestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The parts of the estimator, each alone. */
class CongestionPartsTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    @Test
    void packetsThatLeftTogetherAreOneGroup() {
        ArrivalGroups groups = new ArrivalGroups();
        assertThat(groups.onPacket(0, 50 * MILLI)).isFalse();
        assertThat(groups.onPacket(2 * MILLI, 53 * MILLI)).isFalse();
        assertThat(groups.onPacket(20 * MILLI, 75 * MILLI)).isFalse();
        assertThat(groups.onPacket(40 * MILLI, 90 * MILLI)).isTrue();

        assertThat(groups.sendDeltaNanos()).isEqualTo(18 * MILLI);
        assertThat(groups.arrivalDeltaNanos()).isEqualTo(22 * MILLI);
        assertThat(groups.arrivalNanos()).isEqualTo(75 * MILLI);
    }

    @Test
    void packetsThatArrivedAsOneBurstAreOneGroup() {
        ArrivalGroups groups = new ArrivalGroups();
        for (int i = 0; i < 10; i++) {
            // Held up by a radio link and let go all at once.
            assertThat(groups.onPacket(i * 10 * MILLI, 200 * MILLI + i * MILLI)).isFalse();
        }
    }

    @Test
    void aGroupThatWasOvertakenIsLeftOutAndNoDelayIsForgotten() {
        ArrivalGroups groups = new ArrivalGroups();
        groups.onPacket(0, 100 * MILLI);
        groups.onPacket(20 * MILLI, 120 * MILLI);
        groups.onPacket(40 * MILLI, 110 * MILLI);
        groups.onPacket(60 * MILLI, 170 * MILLI);
        assertThat(groups.onPacket(80 * MILLI, 190 * MILLI)).isTrue();

        assertThat(groups.arrivalDeltaNanos() - groups.sendDeltaNanos()).isEqualTo(10 * MILLI);
    }

    @Test
    void aJumpOfTheReceiversClockBeginsAnew() {
        ArrivalGroups groups = new ArrivalGroups();
        groups.onPacket(0, 0);
        groups.onPacket(20 * MILLI, 20 * MILLI);
        groups.onPacket(40 * MILLI, TimeUnit.HOURS.toNanos(1));
        assertThat(groups.onPacket(60 * MILLI, TimeUnit.HOURS.toNanos(1) + 20 * MILLI)).isFalse();
        assertThat(groups.onPacket(80 * MILLI, TimeUnit.HOURS.toNanos(1) + 40 * MILLI)).isTrue();
        assertThat(groups.arrivalDeltaNanos()).isEqualTo(20 * MILLI);
    }

    @Test
    void theSlopeIsHowFastTheDelayGrows() {
        TrendLine trend = new TrendLine();
        for (int i = 1; i <= 100; i++) {
            trend.onGroup(20 * MILLI, 22 * MILLI, i * 22 * MILLI);
        }
        assertThat(trend.slope()).isCloseTo(2 / 22.0, within(1e-3));
    }

    @Test
    void aGrowingQueueIsOveruseAndAnEmptyingOneUnderuse() {
        assertThat(usageAfter(30, 20, 22)).isEqualTo(Usage.OVER);
        assertThat(usageAfter(30, 20, 20)).isEqualTo(Usage.NORMAL);
        assertThat(usageAfter(30, 20, 18)).isEqualTo(Usage.UNDER);
    }

    private static Usage usageAfter(int count, int sendMillis, int arrivalMillis) {
        TrendLine trend = new TrendLine();
        OveruseDetector detector = new OveruseDetector();
        Usage usage = Usage.NORMAL;
        for (int i = 1; i <= count; i++) {
            long arrival = i * arrivalMillis * MILLI;
            trend.onGroup(sendMillis * MILLI, arrivalMillis * MILLI, arrival);
            detector.onSlope(trend.slope(), trend.groups(), sendMillis * MILLI, arrival);
            usage = detector.usage() == Usage.NORMAL ? usage : detector.usage();
        }
        return usage;
    }

    @Test
    void theThresholdRisesSlowlyAndStaysInItsBounds() {
        OveruseDetector detector = new OveruseDetector();
        for (int i = 0; i < 10_000; i++) {
            detector.onSlope(0, 60, 20 * MILLI, i * 20 * MILLI);
        }
        assertThat(detector.thresholdMillis()).isEqualTo(6);
        double slope = 0.06; // 14.4 ms as a trend: beyond the threshold, and no spike
        for (int i = 10_000; i < 10_050; i++) {
            detector.onSlope(slope, 60, 20 * MILLI, i * 20 * MILLI);
        }
        assertThat(detector.thresholdMillis()).isBetween(9.0, 14.4);
    }

    @Test
    void whatArrivesIsMeasuredWithinAFewPercentAndFollowedWithinASecond() {
        DeliveryRate rate = new DeliveryRate();
        assertThat(rate.bitsPerSecond()).isEqualTo(DeliveryRate.UNKNOWN);
        long now = deliver(rate, 0, 500_000, 5);
        assertThat(rate.bitsPerSecond()).isBetween(480_000L, 520_000L);
        now = deliver(rate, now, 200_000, 2);
        assertThat(rate.bitsPerSecond()).isBetween(180_000L, 260_000L);
        now = deliver(rate, now + TimeUnit.SECONDS.toNanos(10), 200_000, 2);
        assertThat(rate.bitsPerSecond()).isBetween(180_000L, 220_000L);
    }

    private static long deliver(DeliveryRate rate, long from, long bitsPerSecond, int seconds) {
        long pause = 8_000 * 1_000_000_000L / bitsPerSecond;
        long now = from;
        for (; now < from + seconds * 1_000_000_000L; now += pause) {
            rate.onPacket(now, 1_000);
        }
        return now;
    }

    @Test
    void capacityIsForgottenOnceMoreArrives() {
        LinkCapacity capacity = new LinkCapacity();
        assertThat(capacity.isExceededBy(Long.MAX_VALUE)).isFalse();
        for (int i = 0; i < 20; i++) {
            capacity.onOveruse(1_000_000 + i % 2 * 20_000);
        }
        assertThat(capacity.bitsPerSecond()).isBetween(1_000_000L, 1_020_000L);
        assertThat(capacity.isExceededBy(1_050_000)).isFalse();
        assertThat(capacity.isExceededBy(1_400_000)).isTrue();
        assertThat(capacity.isFarAbove(500_000)).isTrue();
    }

    @Test
    void losingATenthWhateverIsSentIsNotTakenForANarrowPath() {
        assertThat(lossBased(1_000_000, 0.1, 60)).isGreaterThan(700_000);
        assertThat(lossBased(300_000, 0, 60)).isEqualTo(300_000);
    }

    @Test
    void losingMoreTheMoreIsSentIsANarrowPath() {
        LossBasedEstimator loss = new LossBasedEstimator(BandwidthConfig.VIDEO);
        Random random = new Random(3);
        long sending = 1_000_000;
        for (int i = 1; i < 200; i++) {
            int packets = (int) Math.max(1, sending / 40_000 * (1 + random.nextDouble()));
            double share = Math.max(0, 1 - 400_000.0 / sending);
            int lost = (int) Math.round(packets * share);
            long bytes = sending / 32;
            long delivered = Math.min(sending, 400_000);
            loss.onPackets(
                    packets, lost, bytes, 250 * MILLI, delivered, 1_000_000, i * 250 * MILLI);
            sending = Math.min(1_000_000, loss.bitsPerSecond());
        }
        assertThat(sending).isBetween(350_000L, 520_000L);
    }

    private static long lossBased(long ceiling, double share, int seconds) {
        LossBasedEstimator loss = new LossBasedEstimator(BandwidthConfig.VIDEO);
        Random random = new Random(5);
        long sending = ceiling;
        for (int i = 1; i < 4 * seconds; i++) {
            int packets = (int) Math.max(1, sending / 32_000);
            int lost = 0;
            for (int packet = 0; packet < packets; packet++) {
                lost += random.nextDouble() < share ? 1 : 0;
            }
            long delivered = (long) (sending * (1 - share));
            long now = i * 250 * MILLI;
            loss.onPackets(packets, lost, sending / 32, 250 * MILLI, delivered, ceiling, now);
            sending = Math.min(ceiling, loss.bitsPerSecond());
        }
        return sending;
    }

    @Test
    void aProbeSaysWhatTheBottleneckLetThrough() {
        assertThat(probe(1_000_000, 1_000_000)).isBetween(990_000L, 1_010_000L);
        assertThat(probe(2_000_000, 1_000_000)).isBetween(940_000L, 960_000L);
        assertThat(probe(1_000_000, 3_000_000)).isEqualTo(ProbeResults.NONE);
    }

    private static long probe(long sendRate, long arrivalRate) {
        ProbeResults results = new ProbeResults();
        results.expect(1, 5, 6_000);
        long result = ProbeResults.NONE;
        for (int i = 0; i < 5; i++) {
            long sent = i * 9_600_000_000_000L / sendRate;
            long arrived = 50 * MILLI + i * 9_600_000_000_000L / arrivalRate;
            result = results.onPacket(1, sent, arrived, 1_200);
        }
        assertThat(results.onPacket(2, 0, 0, 1_200)).isEqualTo(ProbeResults.NONE);
        return result;
    }

    @Test
    void theReceiversClockMayComeRound() {
        ArrivalClock clock = new ArrivalClock();
        long end = (1L << 23) * 64_000;
        long before = clock.nanos(end - 1_000);
        long after = clock.nanos(-end + 1_000);
        assertThat(after - before).isEqualTo(2_000_000);
        assertThat(clock.nanos(end - 500) - before).isEqualTo(500_000);
    }

    @Test
    void packetsAreKnownUntilTwoThousandMoreLeft() {
        SentPackets sent = new SentPackets();
        assertThat(sent.find(0)).isEqualTo(SentPackets.NONE);
        for (int i = 0; i < 70_000; i++) {
            sent.add(i & 0xFFFF, i % 1_400, 0, i);
        }
        int newest = 69_999 & 0xFFFF;
        assertThat(sent.sentNanos(sent.find(newest))).isEqualTo(69_999);
        assertThat(sent.find(newest - SentPackets.CAPACITY)).isEqualTo(SentPackets.NONE);
        assertThat(sent.find(newest + 1)).isEqualTo(SentPackets.NONE);
        long number = sent.find(newest - 5);
        assertThat(sent.missed(number)).isTrue();
        assertThat(sent.missed(number)).isFalse();
        assertThat(sent.arrived(number)).isTrue();
        assertThat(sent.arrived(number)).isFalse();
        assertThat(sent.missed(number)).isFalse();
    }

    @Test
    void numbersThatWereLeftOutWereNeverSent() {
        SentPackets sent = new SentPackets();
        sent.add(10, 100, 0, 1);
        sent.add(15, 100, 0, 2);
        assertThat(sent.find(10)).isNotEqualTo(SentPackets.NONE);
        assertThat(sent.find(12)).isEqualTo(SentPackets.NONE);
        assertThat(sent.find(15)).isNotEqualTo(SentPackets.NONE);
    }

    @Test
    void boundsThatCannotBeAreNamed() {
        assertThatThrownBy(() -> new BandwidthConfig(10, 300_000, 1_000_000))
                .hasMessageContaining("minBitsPerSecond");
        assertThatThrownBy(() -> new BandwidthConfig(10_000, 5_000, 1_000_000))
                .hasMessageContaining("startBitsPerSecond");
        assertThatThrownBy(() -> new BandwidthConfig(10_000, 300_000, 10_000_000_000L))
                .hasMessageContaining("maxBitsPerSecond");
    }

    @Test
    void aFasterPacketInTheMiddleOfFeedbackMakesNoNegativeQueue() {
        StandingQueue queue = new StandingQueue();
        queue.onPacket(50_000_000);
        queue.onFeedback(0);
        queue.onPacket(20_000_000);

        assertThat(queue.queueNanos()).isZero();
    }
}
