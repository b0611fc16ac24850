package io.calling.rtp.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What probes find is believed where it is so, and soon found again where it was missed. */
class FirstProbesTest {
    private static final int SEEDS = 16;
    private static final long STANDING_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private SimulatedLink link = new SimulatedLink(1);
    private SimulatedFlow flow = new SimulatedFlow(link, BandwidthConfig.VIDEO);

    private void prepare(long seed, long bitsPerSecond) {
        link = new SimulatedLink(seed);
        link.bitsPerSecond = bitsPerSecond;
        flow = new SimulatedFlow(link, BandwidthConfig.VIDEO);
    }

    private long arrivingWithin(double seconds) {
        long before = flow.arrivedBytes();
        link.passSeconds(seconds);
        return (long) ((flow.arrivedBytes() - before) * 8 / seconds);
    }

    /** The bursts of frames grow with the rate, which looks like a queue where there is none. */
    @Test
    void whatAProbeFoundIsNotGivenUpForASlopeWithoutAQueue() {
        for (int seed = 0; seed < SEEDS; seed++) {
            prepare(seed, 300_000);
            flow.start();
            link.passSeconds(20);
            link.bitsPerSecond = 2_000_000;
            link.passSeconds(5);
            assertThat(arrivingWithin(5)).as("seed %d", seed).isGreaterThan(1_700_000);
        }
    }

    @Test
    void aFirstProbeThatWasLostIsMadeAgainSoon() {
        for (int seed = 0; seed < SEEDS; seed++) {
            prepare(seed, 5_000_000);
            flow.start();
            link.passSeconds(0.1);
            link.loss = 1;
            link.passSeconds(0.15);
            link.loss = 0;
            link.passSeconds(2.75);
            assertThat(arrivingWithin(1)).as("seed %d", seed).isGreaterThan(1_000_000);
        }
    }

    /** A burst that was held up arrives faster than the path carries, for a moment. */
    @ParameterizedTest
    @CsvSource({"25, 30", "400, 0"})
    void aMomentOfMoreThanThePathCarriesIsNoWiderPath(int delayMillis, int jitterMillis) {
        for (int seed = 1; seed <= SEEDS; seed++) {
            prepare(seed, 1_000_000);
            link.delayNanos = TimeUnit.MILLISECONDS.toNanos(delayMillis);
            link.jitterNanos = TimeUnit.MILLISECONDS.toNanos(jitterMillis);
            flow.start();
            link.passSeconds(5);
            assertThat(secondsOfLongQueueWithin(35)).as("seed %d", seed).isLessThan(1);
        }
    }

    /** Of the queue of 100 ms that stood for longest. */
    private double secondsOfLongQueueWithin(int seconds) {
        int longest = 0;
        int lasted = 0;
        for (int step = 0; step < 100 * seconds; step++) {
            link.passSeconds(0.01);
            lasted = link.queueNanos() >= STANDING_NANOS ? lasted + 1 : 0;
            longest = Math.max(longest, lasted);
        }
        return longest / 100.0;
    }
}
