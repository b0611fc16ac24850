package io.calling.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** By the rules of webrtc-stats. */
class FreezeCounterTest {
    private static final long MILLI = 1_000_000;
    private final FreezeCounter counter = new FreezeCounter();
    private long now;

    private void frameAfter(long millis) {
        now += millis * MILLI;
        counter.onFrame(now);
    }

    private void film(int frames) {
        for (int i = 0; i < frames; i++) {
            frameAfter(33);
        }
    }

    @Test
    void evenPicturesNeverFreeze() {
        film(300);
        assertThat(counter.statistics().freezeCount()).isZero();
        assertThat(counter.statistics().totalInterFrameDelayNanos()).isEqualTo(299 * 33 * MILLI);
    }

    @Test
    void anIntervalOfTheAverageAndAFifthOfASecondIsAFreeze() {
        film(60);
        frameAfter(182);
        assertThat(counter.statistics().freezeCount()).isZero();
        film(60);
        frameAfter(183);
        assertThat(counter.statistics().freezeCount()).isOne();
        assertThat(counter.statistics().totalFreezesNanos()).isEqualTo(183 * MILLI);
    }

    @Test
    void slowPicturesFreezeAtThriceTheirInterval() {
        for (int i = 0; i < 60; i++) {
            frameAfter(200);
        }
        frameAfter(599);
        assertThat(counter.statistics().freezeCount()).isZero();
        for (int i = 0; i < 60; i++) {
            frameAfter(200);
        }
        frameAfter(600);
        assertThat(counter.statistics().freezeCount()).isOne();
    }

    @Test
    void moreThanFiveSecondsAreAPauseAndNoFreeze() {
        film(60);
        frameAfter(5_001);
        assertThat(counter.statistics().freezeCount()).isZero();
        assertThat(counter.statistics().pauseCount()).isOne();
        assertThat(counter.statistics().totalPausesNanos()).isEqualTo(5_001 * MILLI);
    }

    @Test
    void whatOurOwnUserDidIsNeither() {
        film(60);
        counter.interrupt();
        frameAfter(20_000);
        film(60);
        FreezeStatistics statistics = counter.statistics();
        assertThat(statistics.freezeCount() + statistics.pauseCount()).isZero();
        assertThat(statistics.totalInterFrameDelayNanos()).isEqualTo(119 * 33 * MILLI);
    }

    @Test
    void varianceFollowsFromTheSquares() {
        SplittableRandom random = new SplittableRandom(4);
        double squares = 0;
        frameAfter(0);
        for (int i = 0; i < 1_000; i++) {
            long millis = 1 + random.nextInt(100);
            squares += millis / 1e3 * millis / 1e3;
            frameAfter(millis);
        }
        assertThat(counter.statistics().totalSquaredInterFrameDelaySeconds())
                .isCloseTo(squares, within(1e-6));
    }
}
