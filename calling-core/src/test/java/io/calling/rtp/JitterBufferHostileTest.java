package io.calling.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JitterBufferHostileTest {
    private final JitterBufferHarness buffer = new JitterBufferHarness();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void absurdPacketsNeitherThrowNorStopWhatFollows(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            if (random.nextInt(50) == 0) {
                buffer.changeSource();
            }
            buffer.receiveNow(sequence(random, i), timestamp(random, i));
            if (random.nextInt(3) != 0) {
                buffer.step();
            }
        }
        assertThat(playsAnOrdinaryStream()).isGreaterThan(90);
    }

    private static int sequence(Random random, int i) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(65_536);
            case 1 -> i - 70 + random.nextInt(140) & 0xFFFF;
            default -> i & 0xFFFF;
        };
    }

    private static int timestamp(Random random, int i) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt();
            case 1 -> Integer.MAX_VALUE - random.nextInt(3);
            default -> i * 960;
        };
    }

    /** How many of the last 100 of 600 good frames are played. */
    private int playsAnOrdinaryStream() {
        int played = 0;
        for (int i = 0; i < 600; i++) {
            buffer.receiveNow(i, i * 960);
            boolean frame = buffer.step() == JitterBuffer.Step.FRAME;
            played += frame && i >= 500 ? 1 : 0;
        }
        return played;
    }
}
