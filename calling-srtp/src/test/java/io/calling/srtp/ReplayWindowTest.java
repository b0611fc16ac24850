package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplayWindowTest {
    private final ReplayWindow window = new ReplayWindow();

    @Test
    void isAtLeast1024Wide() {
        assertThat(ReplayWindow.SIZE).isGreaterThanOrEqualTo(1_024);
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(window.contains(0)).isFalse();
        assertThat(window.tooOld(0)).isFalse();
        assertThat(window.next()).isZero();
    }

    @Test
    void agreesWithASetOfAllIndices() {
        Random random = new Random(64);
        Set<Long> all = new HashSet<>();
        long highest = -1;
        for (int i = 0; i < 200_000; i++) {
            long index = Math.max(0, highest + random.nextInt(3_000) - 2_500);
            index += random.nextInt(500) == 0 ? random.nextInt(20_000) : 0;
            assertThat(window.tooOld(index)).isEqualTo(index <= highest - ReplayWindow.SIZE);
            if (!window.tooOld(index)) {
                assertThat(window.contains(index)).isEqualTo(all.contains(index));
                window.add(index);
                all.add(index);
                highest = Math.max(highest, index);
            }
        }
    }

    @Test
    void theNearestIndexIsAtMostHalfARoundAway() {
        window.add(5L << 16 | 1_000);
        assertThat(window.nearest(1_001)).isEqualTo(5L << 16 | 1_001);
        assertThat(window.nearest(999)).isEqualTo(5L << 16 | 999);
        assertThat(window.nearest(60_000)).isEqualTo(4L << 16 | 60_000);
        assertThat(window.nearest(33_767)).isEqualTo(5L << 16 | 33_767);
        window.add(5L << 16 | 65_000);
        assertThat(window.nearest(10)).isEqualTo(6L << 16 | 10);
    }

    @Test
    void whatWouldPrecedeTheFirstRoundIsTooOld() {
        window.add(10);
        assertThat(window.nearest(65_530)).isEqualTo(-6);
        assertThat(window.tooOld(-6)).isTrue();
    }

    @Test
    void worksUpToTheLastIndex() {
        long last = KeyLifetime.RTP - 1;
        window.add(last);
        assertThat(window.contains(last)).isTrue();
        assertThat(window.contains(last - 1)).isFalse();
        assertThat(window.nearest(0)).isEqualTo(KeyLifetime.RTP);
    }
}
