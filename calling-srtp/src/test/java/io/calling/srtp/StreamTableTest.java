package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamTableTest {
    @Test
    void findsWhatWasAddedAndNothingElse() {
        StreamTable table = new StreamTable(10_000);
        Map<Integer, ReplayWindow> added = new HashMap<>();
        Random random = new Random(1);
        while (added.size() < 3_000) {
            int ssrc = random.nextInt(20_000) - 10_000;
            assertThat(table.find(ssrc)).isSameAs(added.get(ssrc));
            if (!added.containsKey(ssrc)) {
                added.put(ssrc, table.add(ssrc));
            }
        }
        added.forEach((ssrc, window) -> assertThat(table.find(ssrc)).isSameAs(window));
        assertThat(table.find(12_345_678)).isNull();
    }

    @Test
    void isFullAtItsLimit() {
        StreamTable table = new StreamTable(3);
        for (int ssrc = 0; ssrc < 3; ssrc++) {
            assertThat(table.full()).isFalse();
            table.add(ssrc);
        }
        assertThat(table.full()).isTrue();
    }
}
