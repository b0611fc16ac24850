package io.calling.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
    @ParameterizedTest(name = "{0} to {1} Hz, a tone of {2} Hz")
    @CsvSource({
        "16000, 48000, 1000",
        "16000, 48000, 7000",
        "44100, 48000, 10000",
        "48000, 16000, 3000",
        "48000, 44100, 15000",
        "8000, 48000, 440",
        "22050, 48000, 5000"
    })
    void aToneStaysThatTone(int from, int to, int hertz) {
        short[] heard = Resampler.resample(tone(hertz, from, from), 1, from, to);
        short[] ideal = tone(hertz, to, to);

        assertThat(heard).hasSize(ideal.length);
        assertThat(noiseToSignal(heard, ideal)).isLessThan(1e-4);
    }

    @ParameterizedTest(name = "a tone of {0} Hz")
    @CsvSource({"9000", "12000", "20000"})
    void whatTheLowerRateCannotCarryIsGone(int hertz) {
        short[] heard = Resampler.resample(tone(hertz, 48_000, 48_000), 1, 48_000, 16_000);
        for (int i = 500; i < heard.length - 500; i++) {
            assertThat(Math.abs(heard[i])).isLessThan((short) 20);
        }
    }

    private static short[] tone(int hertz, int rate, int samples) {
        short[] pcm = new short[samples];
        for (int i = 0; i < samples; i++) {
            pcm[i] = (short) Math.round(10_000 * Math.sin(2 * Math.PI * hertz * i / rate));
        }
        return pcm;
    }

    /** Away from the ends, where the filter reaches beyond the audio. */
    private static double noiseToSignal(short[] heard, short[] ideal) {
        double noise = 0;
        double signal = 0;
        for (int i = 500; i < ideal.length - 500; i++) {
            noise += Math.pow(heard[i] - ideal[i], 2);
            signal += Math.pow(ideal[i], 2);
        }
        return noise / signal;
    }
}
