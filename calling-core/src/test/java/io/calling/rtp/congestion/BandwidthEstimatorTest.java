package io.calling.rtp.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A camera behind a bottleneck: what it gets of the path, and how long the queue becomes. */
class BandwidthEstimatorTest {
    private static final int SEEDS = 20;
    private static final long STANDING_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private SimulatedLink link = new SimulatedLink(1);
    private SimulatedFlow flow = new SimulatedFlow(link, BandwidthConfig.VIDEO);

    private void begin(long seed, long bitsPerSecond) {
        link = new SimulatedLink(seed);
        link.bitsPerSecond = bitsPerSecond;
        flow = new SimulatedFlow(link, BandwidthConfig.VIDEO);
        flow.start();
    }

    /** Bits per second that arrive of a flow within so many seconds from now. */
    private long arrivingWithin(double seconds, SimulatedFlow of) {
        long before = of.arrivedBytes();
        link.passSeconds(seconds);
        return (long) ((of.arrivedBytes() - before) * 8 / seconds);
    }

    /** The longest queue that stood for two seconds on end within so many seconds from now. */
    private long standingQueueWithin(int seconds) {
        long longest = 0;
        for (int second = 0; second < seconds; second += 2) {
            long shortest = Long.MAX_VALUE;
            for (int i = 0; i < 200; i++) {
                link.passSeconds(0.01);
                shortest = Math.min(shortest, link.queueNanos());
            }
            longest = Math.max(longest, shortest);
        }
        return longest;
    }

    @ParameterizedTest
    @ValueSource(longs = {100_000, 200_000, 500_000, 1_000_000, 3_000_000, 5_000_000})
    void usesMostOfThePathWithinFiveSecondsAndLeavesNoQueueStanding(long capacity) {
        for (int seed = 0; seed < SEEDS; seed++) {
            begin(seed, capacity);
            link.passSeconds(5);
            assertThat(standingQueueWithin(10)).isLessThan(STANDING_NANOS);
            assertThat(arrivingWithin(10, flow)).isBetween(capacity * 3 / 4, capacity * 101 / 100);
        }
    }

    @ParameterizedTest
    @CsvSource({"5", "100", "200", "400"})
    void anyDelayOfThePathWillDo(int delayMillis) {
        for (int seed = 0; seed < SEEDS; seed++) {
            begin(seed, 1_000_000);
            link.delayNanos = TimeUnit.MILLISECONDS.toNanos(delayMillis);
            link.passSeconds(6);
            assertThat(standingQueueWithin(10)).isLessThan(STANDING_NANOS);
            assertThat(arrivingWithin(20, flow)).isGreaterThan(800_000);
        }
    }

    /** The link is longer before the first packet, not after it as above. */
    @ParameterizedTest
    @CsvSource({"5", "100", "200", "400"})
    void anyDelayOfThePathWillDoFromTheBeginning(int delayMillis) {
        for (int seed = 0; seed < SEEDS; seed++) {
            link = new SimulatedLink(seed);
            link.delayNanos = TimeUnit.MILLISECONDS.toNanos(delayMillis);
            flow = new SimulatedFlow(link, BandwidthConfig.VIDEO);
            flow.start();
            link.passSeconds(6);
            assertThat(standingQueueWithin(10)).isLessThan(STANDING_NANOS);
            assertThat(arrivingWithin(20, flow)).isGreaterThan(800_000);
        }
    }

    /** Among the first packets, where there is nothing yet that one could compare with. */
    @ParameterizedTest
    @ValueSource(ints = {200, 400})
    void aRouteThatBecomesLongerAtOnceIsNotTakenForABottleneck(int millis) {
        for (int frames = 1; frames < 10; frames++) {
            for (int seed = 0; seed < SEEDS; seed++) {
                begin(seed, 1_000_000);
                link.pass(frames * SimulatedFlow.FRAME_NANOS);
                link.delayNanos += TimeUnit.MILLISECONDS.toNanos(millis);
                link.passSeconds(10);
                assertThat(arrivingWithin(10, flow)).isGreaterThan(500_000);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 200, 300, 400, 500})
    void aRouteThatBecomesLongerInMidCallKeepsItsRate(int millis) {
        for (int seed = 0; seed < SEEDS; seed++) {
            begin(seed, 1_000_000);
            link.passSeconds(15);
            link.delayNanos += TimeUnit.MILLISECONDS.toNanos(millis);
            link.passSeconds(10);
            assertThat(arrivingWithin(10, flow)).isGreaterThan(700_000);
        }
    }

    @Test
    void jitterIsNotTakenForAQueue() {
        for (int seed = 0; seed < SEEDS; seed++) {
            begin(seed, 1_000_000);
            link.jitterNanos = TimeUnit.MILLISECONDS.toNanos(30);
            link.passSeconds(8);
            assertThat(standingQueueWithin(10)).isLessThan(STANDING_NANOS);
            assertThat(arrivingWithin(10, flow)).isGreaterThan(750_000);
        }
    }

    @Test
    void aFirstRateFarBeyondThePathIsMadeUpFor() {
        for (int seed = 0; seed < SEEDS; seed++) {
            begin(seed, 50_000);
            link.passSeconds(5);
            assertThat(standingQueueWithin(10)).isLessThan(STANDING_NANOS);
            assertThat(arrivingWithin(20, flow)).isGreaterThan(35_000);
        }
    }

    @Test
    void aPathThatBecomesNarrowInMidCallIsFollowedWithinFiveSeconds() {
        for (int seed = 0; seed < SEEDS; seed++) {
            begin(seed, 1_000_000);
            link.passSeconds(15);
            link.bitsPerSecond = 300_000;
            link.passSeconds(5);
            assertThat(standingQueueWithin(10)).isLessThan(STANDING_NANOS);
            assertThat(arrivingWithin(10, flow)).isBetween(225_000L, 303_000L);
        }
    }

    @Test
    void aPathThatIsATenthOfASuddenLeavesNoQueueStandingAfterFiveSeconds() {
        for (int seed = 0; seed < SEEDS; seed++) {
            begin(seed, 5_000_000);
            link.passSeconds(15);
            link.bitsPerSecond = 500_000;
            link.passSeconds(5);
            assertThat(standingQueueWithin(10)).isLessThan(STANDING_NANOS);
            assertThat(arrivingWithin(10, flow)).isBetween(375_000L, 505_000L);
        }
    }

    @Test
    void aPathThatBecomesWideInMidCallIsFoundByProbing() {
        for (int seed = 0; seed < SEEDS; seed++) {
            begin(seed, 300_000);
            link.passSeconds(15);
            link.bitsPerSecond = 2_000_000;
            link.passSeconds(12);
            assertThat(arrivingWithin(5, flow)).isGreaterThan(1_600_000);
        }
    }

    @Test
    void aPathThatLosesATenthAtRandomKeepsMostOfItsRate() {
        for (int seed = 0; seed < SEEDS; seed++) {
            begin(seed, 1_000_000);
            link.loss = 0.1;
            link.passSeconds(10);
            for (int minute = 0; minute < 3; minute++) {
                assertThat(arrivingWithin(60, flow)).isGreaterThan(650_000);
            }
            assertThat(flow.estimator.lossShare()).isBetween(0.04, 0.18);
        }
    }

    @Test
    void losingAThirdIsNotTheEnd() {
        for (int seed = 0; seed < SEEDS; seed++) {
            begin(seed, 1_000_000);
            link.loss = 0.3;
            link.passSeconds(10);
            assertThat(arrivingWithin(60, flow)).isGreaterThan(100_000);
        }
    }

    @Test
    void aQueueTooShortForTheDelayToTellIsSeenByItsLosses() {
        for (int seed = 0; seed < SEEDS; seed++) {
            begin(seed, 1_000_000);
            link.queueBytes = 5_000;
            link.passSeconds(10);
            assertThat(arrivingWithin(20, flow)).isGreaterThan(900_000);
            assertThat(flow.estimator.lossShare()).isLessThan(0.15);
        }
    }

    @Test
    void twoShareAlike() {
        double[] ratios = new double[SEEDS];
        for (int seed = 0; seed < SEEDS; seed++) {
            begin(seed, 2_000_000);
            link.passSeconds(10);
            SimulatedFlow other = new SimulatedFlow(link, BandwidthConfig.VIDEO);
            other.start();
            link.passSeconds(60);
            long before = other.arrivedBytes();
            long first = arrivingWithin(60, flow);
            long second = (other.arrivedBytes() - before) * 8 / 60;
            assertThat(first + second).isGreaterThan(1_700_000);
            ratios[seed] = (double) first / second;
        }
        Arrays.sort(ratios);
        assertThat(ratios[0]).isGreaterThan(0.45);
        assertThat(ratios[SEEDS - 1]).isLessThan(2.2);
        assertThat(ratios[SEEDS / 2]).isBetween(0.8, 1.3);
    }

    @Test
    void keyFramesFourTimesAsLargeLeaveNoQueueStanding() {
        for (int seed = 0; seed < SEEDS; seed++) {
            begin(seed, 1_000_000);
            flow.keyFrames = true;
            link.passSeconds(5);
            assertThat(standingQueueWithin(30)).isLessThan(STANDING_NANOS);
            assertThat(arrivingWithin(10, flow)).isGreaterThan(700_000);
        }
    }

    @Test
    void withoutProbesAnEncoderThatNeedsLittleProvesLittle() {
        link.bitsPerSecond = 5_000_000;
        flow.probing = false;
        flow.mostBitsPerSecond = 200_000;
        flow.start();
        link.passSeconds(60);
        assertThat(flow.target()).isLessThanOrEqualTo(350_000);
        assertThat(flow.estimator.deliveredBitsPerSecond()).isBetween(150_000L, 250_000L);
    }

    @Test
    void aProbeIsPaddingOfItsOwnWhereThereIsNoMediaForIt() {
        link.bitsPerSecond = 5_000_000;
        flow.mostBitsPerSecond = 50_000;
        flow.start();
        link.passSeconds(5);
        assertThat(flow.target()).isBetween(2_000_000L, 5_000_000L);
        assertThat(flow.sentBytes()).isLessThan(100_000);
    }

    @Test
    void aRouteThatBecomesLongerIsNotTakenForAQueueForLong() {
        begin(1, 1_000_000);
        link.passSeconds(15);
        link.delayNanos += TimeUnit.MILLISECONDS.toNanos(150);
        link.passSeconds(10);
        assertThat(arrivingWithin(10, flow)).isGreaterThan(700_000);
    }

    @Test
    void withoutFeedbackTheRateFallsAndComesBackWithIt() {
        begin(1, 1_000_000);
        link.passSeconds(10);
        flow.feedback = false;
        link.passSeconds(5);
        assertThat(flow.target()).isLessThan(100_000);

        flow.feedback = true;
        link.passSeconds(25);
        assertThat(flow.target()).isGreaterThan(600_000);
    }

    @Test
    void theReceiversEstimateIsAnUpperBoundUntilThePathChanges() {
        begin(1, 1_000_000);
        flow.estimator.onReceiverEstimate(200_000);
        link.passSeconds(5);
        assertThat(flow.target()).isEqualTo(200_000);

        flow.estimator.onReceiverEstimate(0);
        assertThat(flow.target()).isEqualTo(BandwidthConfig.VIDEO.minBitsPerSecond());

        flow.estimator.onPathChanged();
        link.passSeconds(15);
        assertThat(flow.target()).isGreaterThan(600_000);
    }

    @Test
    void reportsAloneRaiseTheRateOfAPeerWithoutFeedback() {
        BandwidthEstimator estimator = new BandwidthEstimator(BandwidthConfig.VIDEO, 0);
        for (int second = 1; second <= 40; second++) {
            report(estimator, 0, second);
        }
        assertThat(estimator.targetBitsPerSecond()).isGreaterThan(2_000_000);
    }

    /** What was negotiated away, or is given no longer though it was negotiated. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whereThereIsNoFeedbackAnyMoreReportsTakeItsPlaceUntilItIsBack(boolean told) {
        begin(1, 1_000_000);
        link.passSeconds(10);
        long before = flow.target();
        assertThat(before).isGreaterThan(700_000);
        flow.feedback = false;
        if (told) {
            flow.estimator.onFeedbackEnded();
        }
        reportFor(10, 0);
        assertThat(flow.estimator.hasFeedback()).isFalse();
        reportFor(30, 0);
        assertThat(flow.target()).isGreaterThan(told ? before : 150_000);
        long calm = flow.target();
        reportFor(30, 0.3);
        assertThat(flow.target()).isLessThan(Math.min(calm * 3 / 4, 500_000));

        flow.feedback = true;
        link.passSeconds(30);
        assertThat(flow.estimator.hasFeedback()).isTrue();
        assertThat(flow.target()).isBetween(600_000L, 1_050_000L);
    }

    private void reportFor(int seconds, double loss) {
        for (int second = 0; second < seconds; second++) {
            link.passSeconds(1);
            long bytes = flow.target() / 8;
            int packets = (int) Math.max(10, bytes / 1_000);
            int lost = (int) (packets * loss);
            long duration = TimeUnit.SECONDS.toNanos(1);
            flow.estimator.onReport(packets, lost, bytes, duration, link.nowNanos());
        }
    }

    @Test
    void reportsOfAQuarterLostLowerIt() {
        BandwidthEstimator estimator = new BandwidthEstimator(BandwidthConfig.VIDEO, 0);
        for (int second = 1; second <= 30; second++) {
            report(estimator, 0.25, second);
        }
        assertThat(estimator.targetBitsPerSecond()).isBetween(50_000L, 500_000L);
    }

    private static void report(BandwidthEstimator estimator, double loss, int second) {
        long bytes = estimator.targetBitsPerSecond() / 8;
        int packets = (int) Math.max(10, bytes / 1_000);
        int lost = (int) (packets * loss);
        long now = TimeUnit.SECONDS.toNanos(second);
        estimator.onReport(packets, lost, bytes, TimeUnit.SECONDS.toNanos(1), now);
    }

    @Test
    void oneSeedHasOneOutcome() {
        begin(7, 1_000_000);
        link.loss = 0.05;
        link.passSeconds(20);
        long first = flow.arrivedBytes();
        begin(7, 1_000_000);
        link.loss = 0.05;
        link.passSeconds(20);
        assertThat(flow.arrivedBytes()).isEqualTo(first);
    }
}
