package io.calling.rtp.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;

/** What a peer can tell the congestion control: the target stays within its bounds. */
class CongestionFuzzTest {
    private static final BandwidthConfig CONFIG = BandwidthConfig.VIDEO;
    private static final int HEADER_BYTES = 8;

    /**
     * A byte says what happens, and a second how much of it: packets that leave, feedback on what
     * left last or on anything, an estimate, a report.
     */
    @FuzzTest(maxDuration = "10m")
    void anythingThatAPeerReports(byte[] bytes) {
        Course course = new Course();
        ByteBuffer input = ByteBuffer.wrap(bytes);
        while (input.remaining() >= 2) {
            course.go(input.get() & 0xFF, input.get() & 0xFF, input);
            course.check();
        }
    }

    private static final class Course {
        private long now = Long.MAX_VALUE - 5_000_000_000L;
        private final BandwidthEstimator estimator = new BandwidthEstimator(CONFIG, now);
        private int sequence = 0xFFF0;

        void go(int what, int amount, ByteBuffer input) {
            switch (what & 7) {
                case 0, 1 -> send(amount);
                case 2 -> feedback(sequence - amount, input);
                case 3 -> {
                    byte[] any = take(input, amount);
                    estimator.onTransportFeedback(any, 0, any.length, now);
                }
                case 4 -> estimator.onReceiverEstimate(1L << (amount & 63) & Long.MAX_VALUE);
                case 5 -> estimator.onReport(amount, what >> 3, amount * 900L, what << 22, now);
                case 6 -> estimator.beginProbing(now);
                default -> now += 1_000_000L * amount * (what >> 3);
            }
            now += 1_000L * what;
        }

        private void send(int count) {
            for (int i = 0; i < (count & 0x3F); i++) {
                estimator.onPacketSent(sequence, 100 + 4 * count, now);
                sequence = sequence + 1 & 0xFFFF;
                now += 250_000;
            }
        }

        /** Well formed at its beginning, on packets that left lately. */
        private void feedback(int base, ByteBuffer input) {
            byte[] rest = take(input, 24);
            ByteBuffer made = ByteBuffer.allocate(HEADER_BYTES + rest.length);
            int count = rest.length == 0 ? 0 : rest[0] & 0x3F;
            made.putShort((short) base).putShort((short) count);
            made.putInt((int) (now >> 26) << 8).put(rest);
            estimator.onTransportFeedback(made.array(), 0, made.capacity(), now);
        }

        private static byte[] take(ByteBuffer input, int most) {
            byte[] taken = new byte[Math.min(most, input.remaining())];
            input.get(taken);
            return taken;
        }

        void check() {
            assertThat(estimator.targetBitsPerSecond())
                    .isBetween(CONFIG.minBitsPerSecond(), CONFIG.maxBitsPerSecond());
            assertThat(estimator.pacingBitsPerSecond())
                    .isBetween(CONFIG.minBitsPerSecond(), 8 * CONFIG.maxBitsPerSecond());
            assertThat(estimator.lossShare()).isBetween(0.0, 1.0);
            assertThat(estimator.queueNanos()).isNotNegative();
            assertThat(estimator.roundTripNanos()).isPositive();
            if (estimator.wantsPadding()) {
                assertThat(estimator.paddingBytes()).isBetween(0, 1_500);
            }
        }
    }
}
