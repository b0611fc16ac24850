package io.calling.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.calling.rtp.Pace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeStretchTest {
    private static final int RATE = OpusCodec.SAMPLE_RATE;
    private static final int FRAME = 960;

    @Test
    void atASteadyPaceNothingChanges() {
        short[] speech = Speech.alice().pcm();

        assertThat(stretched(speech, Pace.STEADY)).isEqualTo(speech);
    }

    @ParameterizedTest(name = "{0}, a voice of {1} Hz")
    @CsvSource({
        "FASTER, 90",
        "FASTER, 120",
        "FASTER, 250",
        "SLOWER, 90",
        "SLOWER, 120",
        "SLOWER, 250"
    })
    void aVoiceKeepsItsPitchAndHasNoSeam(Pace pace, int hertz) {
        short[] voice = voice(hertz, 2 * RATE);

        short[] changed = stretched(voice, pace);

        assertThat(changed.length).isNotCloseTo(voice.length, within(RATE / 10));
        assertThat(pitch(changed)).isCloseTo(pitch(voice), within(2.0));
        assertThat(sharpestBend(changed)).isLessThan(1.3 * sharpestBend(voice));
    }

    @ParameterizedTest
    @EnumSource(names = {"FASTER", "SLOWER"})
    void realSpeechChangesItsLengthWithoutClicks(Pace pace) {
        short[] speech = Speech.bob().pcm();

        short[] changed = stretched(speech, pace);

        double ratio = (double) changed.length / speech.length;
        assertThat(ratio).isBetween(pace == Pace.FASTER ? 0.4 : 1.1, pace == Pace.FASTER ? 0.9 : 2);
        assertThat(sharpestBend(changed)).isLessThanOrEqualTo(1.1 * sharpestBend(speech));
    }

    @Test
    void quietFramesChangeWhateverTheyHold() {
        short[] hiss = noise(20, RATE);

        assertThat(stretched(hiss, Pace.FASTER).length).isLessThan(hiss.length);
        assertThat(stretched(hiss, Pace.SLOWER).length).isGreaterThan(hiss.length);
    }

    @ParameterizedTest(name = "{0} samples")
    @ValueSource(ints = {-60, -120, -150, -240, -400, -700, -3_000})
    void noFrameBecomesShorterByMoreThanWanted(int wanted) {
        List<Integer> changes = changes(Speech.bob().pcm(), wanted);

        assertThat(changes).allSatisfy(change -> assertThat(change).isBetween(wanted, 0));
        assertThat(changes.stream().anyMatch(change -> change < 0)).isEqualTo(wanted <= -120);
    }

    @ParameterizedTest(name = "{0} samples")
    @ValueSource(ints = {-600, -240, -150, 150, 240, 600})
    void quietFramesBecomeLongerOrShorterByAboutAsMuchAsIsWanted(int wanted) {
        List<Integer> changes = changes(noise(20, RATE), wanted);

        int half = Math.max(120, Math.abs(wanted) / 2);
        assertThat(changes)
                .allSatisfy(
                        change -> {
                            assertThat(Math.abs(change)).isBetween(half, Math.abs(wanted));
                            assertThat(change * wanted).isPositive();
                        });
    }

    /** Rather too long a jump back than packets that come too late. */
    @Test
    void aDeepVoiceBecomesLongerByAPeriodWhereLessIsWantedButUrgent() {
        short[] deep = voice(90, RATE);

        int most = Collections.max(changes(deep, 300));
        assertThat(most).isCloseTo(RATE / 90, within(8));
        assertThat(changes(deep, 100)).containsOnly(0);
    }

    private static List<Integer> changes(short[] pcm, int wanted) {
        TimeStretch stretch = new TimeStretch(RATE, 1, FRAME);
        short[] frame = new short[FRAME + stretch.maxGrowth()];
        List<Integer> changes = new ArrayList<>();
        for (int at = 0; at + FRAME <= pcm.length; at += FRAME) {
            System.arraycopy(pcm, at, frame, 0, FRAME);
            changes.add(stretch.apply(frame, FRAME, wanted) - FRAME);
        }
        return changes;
    }

    @Test
    void aLoudSoundWithoutPeriodStaysAsItIs() {
        TimeStretch stretch = new TimeStretch(RATE, 1, FRAME);
        short[] frame = new short[FRAME + stretch.maxGrowth()];
        stretch.apply(frame, FRAME, Pace.STEADY); // the background is silent
        System.arraycopy(noise(20_000, FRAME), 0, frame, 0, FRAME);

        assertThat(stretch.apply(frame, FRAME, Pace.FASTER)).isEqualTo(FRAME);
    }

    @Test
    void theSidesOfStereoStayTogether() {
        TimeStretch stretch = new TimeStretch(RATE, 2, FRAME);
        short[] frame = new short[2 * (FRAME + stretch.maxGrowth())];
        short[] voice = voice(200, FRAME);
        for (int i = 0; i < FRAME; i++) {
            frame[2 * i] = voice[i];
            frame[2 * i + 1] = (short) -voice[i];
        }
        int samples = stretch.apply(frame, FRAME, Pace.FASTER);

        assertThat(samples).isLessThan(FRAME);
        for (int i = 0; i < samples; i++) {
            assertThat(frame[2 * i] + frame[2 * i + 1]).isBetween(-1, 1);
        }
    }

    @Test
    void aFrameTooShortToJumpInStaysAsItIs() {
        TimeStretch stretch = new TimeStretch(RATE, 1, FRAME);
        short[] frame = new short[FRAME + stretch.maxGrowth()];

        assertThat(stretch.apply(frame, 120, Pace.FASTER)).isEqualTo(120);
        assertThat(stretch.apply(frame, 0, Pace.SLOWER)).isZero();
    }

    private static short[] stretched(short[] pcm, Pace pace) {
        TimeStretch stretch = new TimeStretch(RATE, 1, FRAME);
        short[] frame = new short[FRAME + stretch.maxGrowth()];
        short[] out = new short[2 * pcm.length];
        int length = 0;
        for (int at = 0; at < pcm.length; at += FRAME) {
            int samples = Math.min(FRAME, pcm.length - at);
            System.arraycopy(pcm, at, frame, 0, samples);
            int changed = stretch.apply(frame, samples, pace);
            System.arraycopy(frame, 0, out, length, changed);
            length += changed;
        }
        return Arrays.copyOf(out, length);
    }

    /** A pulse a period, through two formants. */
    private static short[] voice(int hertz, int samples) {
        short[] pcm = new short[samples];
        for (int i = 0; i < samples; i++) {
            double sum = 0;
            for (int harmonic = 1; harmonic * hertz < 3_000; harmonic++) {
                sum += Math.sin(2 * Math.PI * hertz * harmonic * i / RATE) / harmonic;
            }
            pcm[i] = (short) (8_000 * sum);
        }
        return pcm;
    }

    private static short[] noise(int amplitude, int samples) {
        Random random = new Random(3);
        short[] pcm = new short[samples];
        for (int i = 0; i < samples; i++) {
            pcm[i] = (short) (random.nextInt(2 * amplitude) - amplitude);
        }
        return pcm;
    }

    /** Frequency of the strongest lag of the autocorrelation, in the middle of the sound. */
    private static double pitch(short[] pcm) {
        int from = pcm.length / 2;
        int best = 0;
        double strongest = 0;
        for (int lag = RATE / 300; lag < RATE / 80; lag++) {
            double sum = 0;
            for (int i = from; i < from + 4_096; i++) {
                sum += (double) pcm[i] * pcm[i + lag];
            }
            if (sum > strongest) {
                strongest = sum;
                best = lag;
            }
        }
        return (double) RATE / best;
    }

    /** The largest second difference: a click would stand out in it. */
    private static double sharpestBend(short[] pcm) {
        int sharpest = 0;
        for (int i = 2; i < pcm.length; i++) {
            sharpest = Math.max(sharpest, Math.abs(pcm[i] - 2 * pcm[i - 1] + pcm[i - 2]));
        }
        return sharpest;
    }
}
