package io.calling.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CopyWatchTest {
    private final CopyWatch watch = new CopyWatch();

    private void frames(int count, int everyMissing, boolean copies) {
        for (int i = 1; i <= count; i++) {
            if (everyMissing > 0 && i % everyMissing == 0) {
                watch.onMissing();
            }
            watch.onFrame(copies);
        }
    }

    @Test
    void copiesOfMissingFramesAreWorthWaitingFor() {
        frames(500, 20, true);

        assertThat(watch.isWorthWaiting()).isTrue();
    }

    @Test
    void copiesOfWhatCameAreNot() {
        frames(500, 0, true);

        assertThat(watch.isWorthWaiting()).isFalse();
    }

    @Test
    void missingFramesWithoutCopiesAreNot() {
        frames(500, 5, false);

        assertThat(watch.isWorthWaiting()).isFalse();
    }

    @Test
    void oneInAThousandIsNot() {
        frames(3_000, 1_000, true);

        assertThat(watch.isWorthWaiting()).isFalse();
    }

    @Test
    void aPathThatLosesNothingAnyMoreIsForgottenWithinTwentySeconds() {
        frames(500, 5, true);
        frames(1_000, 0, true);

        assertThat(watch.isWorthWaiting()).isFalse();
    }
}
