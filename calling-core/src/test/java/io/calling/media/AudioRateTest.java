package io.calling.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** When the sound gives way. */
class AudioRateTest {
    private static final long MILLI = 1_000_000;
    private static final long SHORT = 50 * MILLI;
    private static final int TENTH = 26;
    private static final List<Long> STEPS = List.of(AudioRate.UNLIMITED, 24_000L, 16_000L, 12_000L);

    private final AudioRate rate = new AudioRate();
    private long now;

    private void reports(int seconds, int fractionLost, long roundTripNanos) {
        for (int i = 0; i < seconds; i++) {
            now += 1_000 * MILLI;
            rate.onReport(fractionLost, roundTripNanos, now);
        }
    }

    @Test
    void onAGoodPathNothingChanges() {
        reports(100, 0, SHORT);
        assertThat(rate.bitsPerSecond()).isEqualTo(AudioRate.UNLIMITED);
    }

    @Test
    void lossesWithoutAQueueAreNoReason() {
        reports(100, 3 * TENTH, SHORT);
        reports(100, 3 * TENTH, AudioRate.NO_ROUND_TRIP);
        assertThat(rate.bitsPerSecond()).isEqualTo(AudioRate.UNLIMITED);
    }

    @Test
    void lossesWithAQueueLowerItStepByStep() {
        reports(1, 0, SHORT);
        reports(1, 2 * TENTH, SHORT + 150 * MILLI);
        assertThat(rate.bitsPerSecond()).isEqualTo(AudioRate.UNLIMITED);
        reports(1, 2 * TENTH, SHORT + 150 * MILLI);
        assertThat(rate.bitsPerSecond()).isEqualTo(24_000);
        reports(4, 2 * TENTH, SHORT + 150 * MILLI);
        assertThat(rate.bitsPerSecond()).isEqualTo(16_000);
        reports(30, 2 * TENTH, SHORT + 150 * MILLI);
        assertThat(rate.bitsPerSecond()).isEqualTo(12_000);
    }

    @Test
    void aPathThatIsLongIsNoQueue() {
        reports(100, 2 * TENTH, 900 * MILLI);
        assertThat(rate.bitsPerSecond()).isEqualTo(AudioRate.UNLIMITED);
    }

    @Test
    void aPathThatHasBecomeLongerIsNoQueueForLong() {
        reports(10, 0, SHORT);
        reports(200, 0, SHORT + 500 * MILLI);
        assertThat(rate.bitsPerSecond()).isEqualTo(AudioRate.UNLIMITED);
    }

    @Test
    void itComesBackOnceAllIsCalmAndLaterWhereThatWasTooMuch() {
        reports(1, 0, SHORT);
        reports(2, 2 * TENTH, SHORT + 150 * MILLI);
        reports(14, 0, SHORT);
        assertThat(rate.bitsPerSecond()).isEqualTo(24_000);
        reports(3, 0, SHORT);
        assertThat(rate.bitsPerSecond()).isEqualTo(AudioRate.UNLIMITED);

        reports(5, 2 * TENTH, SHORT + 150 * MILLI);
        assertThat(rate.bitsPerSecond()).isEqualTo(24_000);
        reports(25, 0, SHORT);
        assertThat(rate.bitsPerSecond()).isEqualTo(24_000);
        reports(10, 0, SHORT);
        assertThat(rate.bitsPerSecond()).isEqualTo(AudioRate.UNLIMITED);
    }

    @Test
    void whereNextToNothingIsLeftToPicturesItGivesWayAndTakesItBackWithoutThem() {
        rate.onPictures(20_000, now);
        reports(1, 0, SHORT);
        assertThat(rate.bitsPerSecond()).isEqualTo(AudioRate.UNLIMITED);
        reports(2, 0, SHORT);
        assertThat(rate.bitsPerSecond()).isEqualTo(24_000);
        reports(20, 0, SHORT);
        assertThat(rate.bitsPerSecond()).isEqualTo(12_000);

        rate.onPictures(AudioRate.NO_PICTURES, now);
        reports(60, 0, SHORT);
        assertThat(rate.bitsPerSecond()).isEqualTo(AudioRate.UNLIMITED);
    }

    /** L14: whatever happens, a step at a time, at least four seconds apart, of the four values. */
    @Test
    void changesAreFewAndCoarseWhateverThePeerSays() {
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            AudioRate any = new AudioRate();
            long time = random.nextLong();
            List<Long> changes = new ArrayList<>();
            long before = any.bitsPerSecond();
            for (int i = 0; i < 2_000; i++) {
                time += random.nextLong(1_500 * MILLI);
                if (random.nextInt(3) == 0) {
                    any.onPictures(random.nextLong(-1, 300_000), time);
                } else {
                    any.onReport(random.nextInt(256), random.nextLong(-1, 900 * MILLI), time);
                }
                long after = any.bitsPerSecond();
                if (after != before) {
                    int distance = STEPS.indexOf(after) - STEPS.indexOf(before);
                    assertThat(Math.abs(distance)).isOne();
                    changes.add(time);
                    before = after;
                }
            }
            for (int i = 1; i < changes.size(); i++) {
                assertThat(changes.get(i) - changes.get(i - 1))
                        .isGreaterThanOrEqualTo(4_000 * MILLI);
            }
        }
    }
}
