package io.calling.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KeyFrameWishTest {
    private static final long MILLI = 1_000_000;
    private final KeyFrameWish wish = new KeyFrameWish();

    /** When it asks, in milliseconds, of somebody who wants one all the time. */
    private List<Long> asks(long from, long to) {
        List<Long> asks = new ArrayList<>();
        for (long millis = from; millis < to; millis += 10) {
            wish.want();
            if (wish.take(millis * MILLI)) {
                asks.add(millis);
            }
        }
        return asks;
    }

    @Test
    void asksAtOnceAndThenMoreAndMoreSeldom() {
        assertThat(asks(0, 16_000))
                .containsExactly(0L, 500L, 1_500L, 3_500L, 7_500L, 11_500L, 15_500L);
    }

    @Test
    void aKeyFrameBeginsItAnew() {
        asks(0, 4_000);
        wish.onCame();
        assertThat(asks(4_010, 6_000)).containsExactly(4_010L, 4_510L, 5_510L);
    }

    @Test
    void nothingIsAskedWhereNothingIsWanted() {
        assertThat(wish.take(0)).isFalse();
        wish.want();
        wish.onCame();
        assertThat(wish.isWanted()).isFalse();
        assertThat(wish.take(0)).isFalse();
    }

    @Test
    void oneThatIsOnItsWayIsWaitedForButNotForever() {
        wish.onBegun(0);
        assertThat(asks(0, 600)).containsExactly(300L);
    }

    @Test
    void afterALongQuietTheFirstPauseIsShortAgain() {
        asks(0, 8_000);
        assertThat(asks(20_000, 21_000)).containsExactly(20_000L, 20_500L);
    }

    /** Whatever happens: never two within half a second, never none for more than four. */
    @Test
    void anyCourseKeepsTheBounds() {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            KeyFrameWish any = new KeyFrameWish();
            long last = Long.MIN_VALUE / 2;
            long wantedSince = 0;
            for (long now = 0; now < 60_000; now += random.nextInt(50)) {
                any.want();
                if (random.nextInt(200) == 0) {
                    any.onBegun(now * MILLI);
                }
                if (random.nextInt(200) == 0) {
                    any.onCame();
                    any.want();
                    wantedSince = now;
                }
                if (any.take(now * MILLI)) {
                    assertThat(now - last).isGreaterThanOrEqualTo(500);
                    last = now;
                    wantedSince = now;
                }
                assertThat(now - wantedSince).isLessThan(4_000 + 3_000);
            }
        }
    }
}
