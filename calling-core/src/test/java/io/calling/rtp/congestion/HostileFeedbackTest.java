package io.calling.rtp.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.calling.rtp.ArrivalLog;
import io.calling.rtp.RtcpWriter;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a peer may say of our packets without having seen them. */
class HostileFeedbackTest {
    private static final long STEP_NANOS = 5_000_000;
    private final BandwidthConfig config = BandwidthConfig.VIDEO;
    private final BandwidthEstimator estimator = new BandwidthEstimator(config, 0);

    @Test
    void noBytesMakeItThrowOrLeaveItsBounds() {
        Random random = new Random(11);
        byte[] bytes = new byte[64];
        for (int i = 0; i < 300_000; i++) {
            long now = i * STEP_NANOS;
            estimator.onPacketSent(i & 0xFFFF, random.nextInt(1_500), now);
            random.nextBytes(bytes);
            bytes[0] = (byte) (i >> 8);
            bytes[1] = (byte) i;
            bytes[2] = 0;
            bytes[3] = (byte) random.nextInt(30);
            estimator.onTransportFeedback(bytes, 0, 8 + random.nextInt(56), now);
            assertBounds();
        }
    }

    @Test
    void absurdClocksMakeItNeitherThrowNorLeaveItsBounds() {
        Random random = new Random(12);
        byte[] bytes = new byte[1_500];
        RtcpWriter writer = new RtcpWriter(bytes);
        for (int round = 0; round < 200; round++) {
            ArrivalLog log = new ArrivalLog();
            for (int i = 0; i < 300; i++) {
                int sequence = round * 300 + i & 0xFFFF;
                long now = (round * 300L + i) * STEP_NANOS;
                estimator.onPacketSent(sequence, 1_200, now);
                log.onPacket(sequence, Math.floorMod(random.nextLong(), 1L << 45));
                if (i % 10 == 0) {
                    writer.begin(0).transportFeedback(1, 2, log);
                    estimator.onTransportFeedback(bytes, 12, writer.length() - 12, now);
                    assertBounds();
                }
            }
        }
    }

    private void assertBounds() {
        assertThat(estimator.targetBitsPerSecond())
                .isBetween(config.minBitsPerSecond(), config.maxBitsPerSecond());
        assertThat(estimator.pacingBitsPerSecond()).isPositive();
        assertThat(estimator.roundTripNanos()).isNotNegative();
        assertThat(estimator.lossShare()).isBetween(0.0, 1.0);
    }

    @Test
    void estimatesAndReportsBeyondReasonStayWithinTheBounds() {
        for (long value : new long[] {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE}) {
            estimator.onReceiverEstimate(value);
            assertBounds();
        }
        int[] counts = {Integer.MIN_VALUE, -1, 0, 1, 1_000, Integer.MAX_VALUE};
        for (int packets : counts) {
            for (int lost : counts) {
                for (long bytes : new long[] {0, 1, Long.MAX_VALUE}) {
                    estimator.onReport(packets, lost, bytes, 1 + bytes / 2, 1_000_000_000);
                    estimator.onReport(packets, lost, bytes, bytes, 2_000_000_000);
                    assertBounds();
                }
            }
        }
    }

    @Test
    void ofARunThatDidNotArriveOnlyWhatIsKeptIsLookedAt() {
        SentPackets sent = new SentPackets();
        for (int i = 0; i < 100_000; i++) {
            sent.add(i & 0xFFFF, 1_000, 0, i);
        }
        Random random = new Random(13);
        for (int i = 0; i < 2_000; i++) {
            int first = random.nextInt(65_536);
            int count = 1 + random.nextInt(8_191);
            int from = sent.tooOld(first, count);
            int to = sent.before(first, count);
            assertThat(to - from).isBetween(0, SentPackets.CAPACITY);
            for (int k = 0; k < count; k++) {
                boolean kept = sent.find(first + k & 0xFFFF) != SentPackets.NONE;
                if (kept != (k >= from && k < to)) {
                    throw new AssertionError(first + " and on, " + count + ": at " + k);
                }
            }
        }
    }

    @Test
    void aRunThatDidNotArriveIsLostPacketByPacket() {
        for (int i = 0; i < 1_000; i++) {
            estimator.onPacketSent(i, 1_000, i * STEP_NANOS);
        }
        byte[] feedback = {0, 0, 3, (byte) 0xE8, 0, 0, 0, 0, 0x03, (byte) 0xE7, 0x20, 1, 4, 0};
        assertThat(estimator.onTransportFeedback(feedback, 0, feedback.length, 1_000 * STEP_NANOS))
                .isTrue();
        assertThat(estimator.lossShare()).isGreaterThan(0);
    }

    @Test
    void aPacketAllocatesNothing() {
        byte[] bytes = new byte[1_500];
        RtcpWriter writer = new RtcpWriter(bytes);
        ArrivalLog log = new ArrivalLog();
        PacketPacer pacer = new PacketPacer(64, 1_000_000);
        run(bytes, writer, log, pacer, 0, 20_000);
        long before = allocated();
        run(bytes, writer, log, pacer, 20_000, 40_000);
        long perPacket = (allocated() - before) / 20_000;
        assertThat(perPacket).isZero();
        assertThat(estimator.hasFeedback()).isTrue();
    }

    private void run(
            byte[] bytes, RtcpWriter writer, ArrivalLog log, PacketPacer pacer, int from, int to) {
        for (int i = from; i < to; i++) {
            long now = i * STEP_NANOS;
            pacer.addMedia(i, 1_000);
            pacer.rate(estimator.pacingBitsPerSecond());
            for (long sent = pacer.poll(now); sent >= 0; sent = pacer.poll(now)) {
                estimator.onPacketSent((int) sent & 0xFFFF, 1_000, now);
                log.onPacket((int) sent & 0xFFFF, now);
            }
            if (i % 10 == 0) {
                writer.begin(0).transportFeedback(1, 2, log);
                estimator.onTransportFeedback(bytes, 12, writer.length() - 12, now);
            }
        }
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
