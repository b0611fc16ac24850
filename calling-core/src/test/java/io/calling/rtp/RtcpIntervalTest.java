package io.calling.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** RFC 3550, 6.3.1; RFC 4585, 3.5. */
class RtcpIntervalTest {
    private static final int LOWEST = 0;
    private static final int HIGHEST = -1;

    @Test
    void theIntervalVariesByHalfAroundTheLeastOne() {
        RtcpInterval interval = new RtcpInterval(10_000_000);

        assertThat(millis(interval.nextNanos(LOWEST))).isCloseTo(410, within(1L));
        assertThat(millis(interval.nextNanos(HIGHEST))).isCloseTo(1_231, within(1L));
    }

    @Test
    void reportsOfBothPartiesTakeOneTwentiethOfTheBandwidth() {
        RtcpInterval interval = new RtcpInterval(32_000);
        for (int i = 0; i < 200; i++) {
            interval.onPacket(200);
        }
        // Two parties, 200 bytes each, at 200 bytes/s: every 2 s, 0.5 to 1.5 times, compensated.
        assertThat(millis(interval.nextNanos(LOWEST))).isCloseTo(821, within(2L));
    }

    @Test
    void largePacketsNeverDelayTheNextForLong() {
        RtcpInterval interval = new RtcpInterval(8_000);
        for (int i = 0; i < 200; i++) {
            interval.onPacket(1_500);
        }
        assertThat(millis(interval.nextNanos(HIGHEST))).isLessThan(6_200);
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
