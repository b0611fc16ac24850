package io.calling.examples.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AxisTest {
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.004, 0.3, 1, 2.4, 9, 10, 11, 12.5, 99, 640, 5000})
    void reachesTheHighestValueInAFewRoundSteps(double highest) {
        Axis axis = Axis.upTo(highest, 4);
        assertThat(axis.end()).isGreaterThanOrEqualTo(highest);
        assertThat(axis.ticks()).isBetween(1, 5);
    }

    @Test
    void labelsAreShort() {
        Axis axis = Axis.upTo(2.4, 3);
        assertThat(axis.label(1)).isEqualTo("1");
        assertThat(Axis.upTo(0.5, 5).label(1)).isEqualTo("0.1");
    }
}
