package io.calling.ice.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final long START = Long.MAX_VALUE - 5;

    private final RateLimit limit = new RateLimit(10);

    @Test
    void permitsASecondsWorthAtOnce() {
        assertThat(permitted(START, 25)).isEqualTo(10);
    }

    @Test
    void permitsTheRateAfterwards() {
        permitted(START, 25);

        assertThat(permitted(START + TimeUnit.MILLISECONDS.toNanos(300), 25)).isEqualTo(3);
    }

    @Test
    void savesNoMoreThanASecondsWorth() {
        permitted(START, 25);

        assertThat(permitted(START + TimeUnit.HOURS.toNanos(1), 25)).isEqualTo(10);
    }

    private int permitted(long nowNanos, int attempts) {
        int permitted = 0;
        for (int i = 0; i < attempts; i++) {
            permitted += limit.allows(nowNanos) ? 1 : 0;
        }
        return permitted;
    }
}
