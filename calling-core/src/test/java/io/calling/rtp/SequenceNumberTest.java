package io.calling.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SequenceNumberTest {
    @Test
    void theOneAfterTheLastIsZero() {
        assertThat(SequenceNumber.next(65_535)).isZero();
        assertThat(SequenceNumber.isNewer(0, 65_535)).isTrue();
        assertThat(SequenceNumber.isNewer(65_535, 0)).isFalse();
        assertThat(SequenceNumber.difference(1, 65_534)).isEqualTo(3);
    }

    @Test
    void nothingIsNewerThanItself() {
        assertThat(SequenceNumber.isNewer(7, 7)).isFalse();
    }

    @Test
    void extendingFindsTheNearestNumberThatEndsAlike() {
        assertThat(SequenceNumber.extend(2, 65_535)).isEqualTo(65_538);
        assertThat(SequenceNumber.extend(65_535, 65_538)).isEqualTo(65_535);

        Random random = new Random(2);
        for (int i = 0; i < 100_000; i++) {
            long reference = 1L << 40 | random.nextInt();
            int sequence = random.nextInt(SequenceNumber.MODULUS);
            long extended = SequenceNumber.extend(sequence, reference);
            assertThat(extended & 0xFFFF).isEqualTo(sequence);
            assertThat(extended - reference).isBetween(-32_768L, 32_767L);
        }
    }
}
