package io.calling.ice.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestBudgetTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final RequestBudget budget = new RequestBudget();

    @Test
    void atMostADozenAreInFlight() {
        for (int i = 0; i < RequestBudget.LIMIT; i++) {
            assertThat(budget.tryAsk(0)).isTrue();
        }
        assertThat(budget.tryAsk(0)).isFalse();
        budget.granted();
        assertThat(budget.tryAsk(0)).isTrue();
    }

    @Test
    void aRefusalCountsForAMinute() {
        for (int i = 0; i < RequestBudget.LIMIT; i++) {
            budget.tryAsk(i * SECOND);
            budget.refused(i * SECOND);
        }
        assertThat(budget.tryAsk(20 * SECOND)).isFalse();
        assertThat(budget.nanosToNext(20 * SECOND)).isEqualTo(40 * SECOND);
        assertThat(budget.tryAsk(60 * SECOND)).isTrue();
        assertThat(budget.tryAsk(60 * SECOND)).isFalse();
    }

    @Test
    void anHourOfRefusalsIsADozenAMinute() {
        int asked = 0;
        for (int second = 0; second < 3600; second++) {
            for (int i = 0; i < 50 && budget.tryAsk(second * SECOND); i++) {
                asked++;
                budget.refused(second * SECOND);
            }
        }
        assertThat(asked).isEqualTo(60 * RequestBudget.LIMIT);
    }
}
