package io.calling.audio.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.audio.OpusCodec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The copies that packets carry against loss arrive in the sink, and are worth their bits. */
class CopiesTest {
    private static final int EXPECTED_PERCENT = 10;
    private static final long SEED = 1;

    @ParameterizedTest(name = "at {0} bit/s")
    @ValueSource(ints = {24_000, 32_000})
    void whatTheyRestoreIsHeard(int bitsPerSecond) {
        SpeechRun run = new LossCell(EXPECTED_PERCENT, false).run(SEED, bitsPerSecond);

        double restored = run.ours(OpusCodec.speech());
        double madeUp = run.ours(new CopylessDecoder());

        assertThat(restored).isGreaterThan(madeUp + 0.1);
    }
}
