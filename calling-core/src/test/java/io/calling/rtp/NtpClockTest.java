package io.calling.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class NtpClockTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void secondsAreInTheUpperHalfAndTheirFractionInTheLower() {
        NtpClock clock = new NtpClock(5L << 32, 1_000);

        assertThat(clock.at(1_000)).isEqualTo(5L << 32);
        assertThat(clock.at(1_000 + SECOND)).isEqualTo(6L << 32);
        assertThat(clock.at(1_000 + SECOND / 2)).isEqualTo((5L << 32) + (1L << 31));
    }

    @Test
    void theRoundTripIsWhatTheDelayLeaves() {
        NtpClock clock = new NtpClock(0xFFFF_FFFF_FFFF_0000L, 0);
        int report = NtpClock.middle(clock.at(10 * SECOND));
        int kept = NtpClock.toMiddle(2 * SECOND);

        long roundTrip = clock.roundTripNanos(12 * SECOND + 150_000_000, report, kept);

        assertThat(roundTrip).isCloseTo(150_000_000L, within(50_000L));
    }

    @Test
    void aPeerThatSaysItKeptTheReportForTooLongMakesItNegative() {
        NtpClock clock = new NtpClock(0, 0);
        int report = NtpClock.middle(clock.at(SECOND));

        assertThat(clock.roundTripNanos(2 * SECOND, report, NtpClock.toMiddle(3 * SECOND)))
                .isNegative();
    }
}
