package io.calling.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AudioComparisonTest {
    private static final int RATE = OpusCodec.SAMPLE_RATE;

    private static WavFile coded;

    @BeforeAll
    static void codeTheRealVoice() {
        coded = CodedSpeech.of(Speech.alice(), OpusCodec.speech(), OpusCodec.speech());
    }

    @Test
    void aRecordingIsLikeItself() {
        AudioComparison comparison = AudioComparison.between(coded, coded);

        assertThat(comparison.correlation()).isCloseTo(1, within(1e-6));
        assertThat(comparison.delay()).isZero();
    }

    @Test
    void theDelayIsFoundAndLoudnessDoesNotMatter() {
        short[] pcm = coded.pcm();
        short[] quietAndLate = new short[pcm.length + RATE];
        for (int i = 0; i < pcm.length; i++) {
            quietAndLate[i + RATE / 2] = (short) (pcm[i] / 4);
        }
        AudioComparison comparison = compare(quietAndLate);

        assertThat(comparison.correlation()).isGreaterThan(0.99);
        assertThat(comparison.delay()).isCloseTo(Duration.ofMillis(500), Duration.ofMillis(1));
    }

    @Test
    void whatBeginsEarlierHasANegativeDelay() {
        short[] pcm = coded.pcm();

        AudioComparison comparison = compare(Arrays.copyOfRange(pcm, RATE / 10, pcm.length));

        assertThat(comparison.delay()).isCloseTo(Duration.ofMillis(-100), Duration.ofMillis(1));
    }

    @Test
    void aJitterBufferThatPausesOnceForAFrameIsForgiven() {
        short[] pcm = coded.pcm();
        short[] stretched = new short[pcm.length + 960];
        int half = pcm.length / 2;
        System.arraycopy(pcm, 0, stretched, 0, half);
        System.arraycopy(pcm, half, stretched, half + 960, pcm.length - half);

        assertThat(compare(stretched).correlation()).isGreaterThan(0.9);
    }

    @Test
    void aPauseThatMovesAllTheRestCostsNoMoreThanItself() {
        assertThat(compare(paused(RATE / 3, RATE / 2)).correlation()).isGreaterThan(0.9);
    }

    @Test
    void whatIsSkippedCostsNoMoreThanItself() {
        short[] pcm = coded.pcm();
        short[] skipped = new short[pcm.length - RATE / 4];
        int half = pcm.length / 2;
        System.arraycopy(pcm, 0, skipped, 0, half);
        System.arraycopy(pcm, half + RATE / 4, skipped, half, skipped.length - half);

        assertThat(compare(skipped).correlation()).isGreaterThan(0.8);
    }

    /** Each piece is there, within a fifth of a second of its place, and nobody could follow. */
    @Test
    void piecesInDisorderCount() {
        short[] pcm = coded.pcm();
        int piece = RATE * 3 / 10;
        short[] chopped = new short[pcm.length];
        for (int at = 0; at + 2 * piece <= pcm.length; at += 2 * piece) {
            System.arraycopy(pcm, at, chopped, at + piece, piece);
            System.arraycopy(pcm, at + piece, chopped, at, piece);
        }
        assertThat(compare(chopped).correlation()).isLessThan(0.7);
    }

    /** Each half second is there, at its place but for a sixth of a second. */
    @Test
    void soundThatWobblesCounts() {
        short[] pcm = coded.pcm();
        int half = RATE / 2;
        short[] wobbling = new short[pcm.length + RATE];
        for (int at = 0; at + half <= pcm.length; at += half) {
            int late = at / half % 2 * RATE / 6;
            System.arraycopy(pcm, at, wobbling, at + late, half);
        }
        assertThat(compare(wobbling).correlation()).isLessThan(0.8);
    }

    private static short[] paused(int at, int samples) {
        short[] pcm = coded.pcm();
        short[] paused = new short[pcm.length + samples];
        System.arraycopy(pcm, 0, paused, 0, at);
        System.arraycopy(pcm, at, paused, at + samples, pcm.length - at);
        return paused;
    }

    @Test
    void whatIsMissingCounts() {
        short[] pcm = coded.pcm();
        Arrays.fill(pcm, pcm.length / 4, pcm.length * 3 / 4, (short) 0);

        assertThat(compare(pcm).correlation()).isLessThan(0.7);
        assertThat(compare(new short[pcm.length]).correlation()).isZero();
        assertThat(compare(new short[0]).correlation()).isZero();
    }

    @Test
    void whatIsAlteredCounts() {
        short[] pcm = coded.pcm();
        for (int i = 0; i < pcm.length; i += 960) {
            reverse(pcm, i, Math.min(pcm.length, i + 960));
        }
        assertThat(compare(pcm).correlation()).isLessThan(0.7);
    }

    @Test
    void anotherVoiceAndNoiseAreUnlike() {
        assertThat(AudioComparison.between(coded, Speech.bob()).correlation()).isLessThan(0.5);

        Random random = new Random(1);
        short[] noise = coded.pcm();
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) random.nextInt();
        }
        assertThat(compare(noise).correlation()).isLessThan(0.3);
    }

    private static AudioComparison compare(short[] heard) {
        return AudioComparison.between(coded, WavFile.of(RATE, 1, heard));
    }

    private static void reverse(short[] pcm, int from, int to) {
        for (int i = from, j = to - 1; i < j; i++, j--) {
            short value = pcm[i];
            pcm[i] = pcm[j];
            pcm[j] = value;
        }
    }
}
