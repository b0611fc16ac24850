package io.calling.audio.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.calling.audio.WavFile;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpeechQualityTest {
    private static final WavFile SAID = Voices.alice();

    private static double mos(WavFile heard) {
        return SpeechQuality.between(SAID, heard).mos();
    }

    @Test
    void theSameSpeechIsOfTheBestQuality() {
        assertThat(SpeechQuality.between(SAID, SAID)).isEqualTo(new SpeechQuality(1, 5));
    }

    /** Where it isn't scaled, the same gets 4.015861 in the conformance tests of the authors. */
    @Test
    void similarityIsMappedAsByTheAuthors() {
        assertThat(SpeechQuality.of(1).mos()).isCloseTo(4.015861 * 1.245063, within(1e-5));
        assertThat(SpeechQuality.of(0.5).mos()).isBetween(2.4, 2.6);
        assertThat(SpeechQuality.of(0.149).mos()).isEqualTo(1);
    }

    @Test
    void silenceAndNoiseAreOfTheWorst() {
        assertThat(mos(silence(SAID.samples()))).isEqualTo(1);
        assertThat(mos(silence(0))).isEqualTo(1);
        assertThat(mos(Distortion.onlyNoise(SAID, 1))).isEqualTo(1);
        assertThat(mos(Distortion.onlyNoise(SAID, 3_000))).isEqualTo(1);
    }

    private static WavFile silence(int samples) {
        return WavFile.of(Voices.SAMPLE_RATE, 1, new short[samples]);
    }

    @Test
    void whatSomebodyElseSaysIsBad() {
        assertThat(mos(Voices.bob())).isLessThan(1.8);
    }

    @Test
    void theMoreNoiseTheWorse() {
        assertFalling(0.2, decibels -> Distortion.noisy(SAID, decibels), 40, 20, 0);
    }

    @Test
    void theNarrowerTheWorse() {
        assertFalling(0.05, hertz -> Distortion.dull(SAID, hertz), 8_000, 6_000, 4_000);
    }

    @Test
    void theMoreIsMissingTheWorse() {
        assertFalling(0.05, percent -> Distortion.holed(SAID, percent / 100.0), 0, 5, 10, 20, 30);
    }

    private static void assertFalling(double step, IntFunction<WavFile> heard, Integer... values) {
        double before = 5 + step;
        for (int value : List.of(values)) {
            double mos = mos(heard.apply(value));
            assertThat(mos).as("at %d", value).isLessThanOrEqualTo(before - step);
            before = mos;
        }
        assertThat(before).isGreaterThan(1);
    }

    @ParameterizedTest(name = "{0} ms")
    @ValueSource(ints = {7, 100, 333})
    void aDelayIsNotHeard(int millis) {
        assertThat(mos(Distortion.late(SAID, millis))).isGreaterThan(4.9);
    }

    @ParameterizedTest(name = "{0} dB")
    @ValueSource(ints = {-6, -20})
    void loudnessDoesNotMatter(int decibels) {
        assertThat(mos(Distortion.amplified(SAID, decibels))).isGreaterThan(4.98);
    }

    @Test
    void silenceThatFollowsDoesNotMatter() {
        short[] pcm = new short[SAID.samples() + 2 * Voices.SAMPLE_RATE];
        System.arraycopy(SAID.pcm(), 0, pcm, 0, SAID.samples());

        assertThat(mos(WavFile.of(Voices.SAMPLE_RATE, 1, pcm))).isGreaterThan(4.98);
    }

    @Test
    void speechIsNeededToCompareWith() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpeechQuality.between(silence(SAID.samples()), SAID))
                .withMessageContaining("speech");
    }
}
