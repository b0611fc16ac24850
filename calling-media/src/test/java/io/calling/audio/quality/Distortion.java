package io.calling.audio.quality;

import io.calling.audio.WavFile;
import java.util.Arrays;
import java.util.Random;

/** What can happen to a recording. */
final class Distortion {
    private static final long SEED = 1;

    private Distortion() {}

    /** With white noise, so many decibels below the whole. */
    static WavFile noisy(WavFile file, double decibels) {
        short[] pcm = file.pcm();
        double energy = 0;
        for (short sample : pcm) {
            energy += (double) sample * sample;
        }
        double level = Math.sqrt(energy / pcm.length) * Math.pow(10, -decibels / 20);
        Random random = new Random(SEED);
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = clipped(pcm[i] + level * random.nextGaussian());
        }
        return like(file, pcm);
    }

    /** Without anything above so many hertz. */
    static WavFile dull(WavFile file, int hertz) {
        return file.atRate(2 * hertz).atRate(file.sampleRate());
    }

    /** With frames of 20 ms that are silent, the same ones and more where the share is larger. */
    static WavFile holed(WavFile file, double share) {
        short[] pcm = file.pcm();
        int frame = file.sampleRate() / 50;
        Random random = new Random(SEED);
        for (int at = 0; at < pcm.length; at += frame) {
            if (random.nextDouble() < share) {
                Arrays.fill(pcm, at, Math.min(pcm.length, at + frame), (short) 0);
            }
        }
        return like(file, pcm);
    }

    /** After silence of so many milliseconds. */
    static WavFile late(WavFile file, int millis) {
        short[] pcm = file.pcm();
        int silence = file.sampleRate() * millis / 1_000;
        short[] late = new short[silence + pcm.length];
        System.arraycopy(pcm, 0, late, silence, pcm.length);
        return like(file, late);
    }

    /** At another loudness. */
    static WavFile amplified(WavFile file, double decibels) {
        short[] pcm = file.pcm();
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = clipped(pcm[i] * Math.pow(10, decibels / 20));
        }
        return like(file, pcm);
    }

    /** Nothing but noise of this effective value, as long as the original. */
    static WavFile onlyNoise(WavFile file, double level) {
        short[] pcm = new short[file.samples()];
        Random random = new Random(SEED);
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = clipped(level * random.nextGaussian());
        }
        return like(file, pcm);
    }

    private static WavFile like(WavFile file, short[] pcm) {
        return WavFile.of(file.sampleRate(), 1, pcm);
    }

    private static short clipped(double sample) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sample)));
    }
}
