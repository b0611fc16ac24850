package io.calling.audio;

import java.time.Duration;
import java.util.Arrays;

/**
 * How much what was heard is what was said.
 *
 * <p>The two are aligned once as a whole. From there the alignment follows what was heard, in
 * segments of a quarter second: it drifts by no more than a jitter buffer stretches, and jumps
 * where the sound paused or skipped, by half a second in all. Of each segment the normalised
 * cross-correlation is taken: 1 for the same sound at any loudness, about 0 for an unrelated or
 * missing one. Segments count by their energy, so that silence says nothing; a jump costs half a
 * segment, besides what it leaves out.
 *
 * @param correlation 0 to 1
 * @param delay by how much what was heard begins later; negative where it begins earlier
 */
public record AudioComparison(double correlation, Duration delay) {
    private static final int RATE = 16_000;
    private static final int SEGMENT = RATE / 4;
    private static final int WANDER = RATE / 2;

    /** Alignments that are told apart: a millisecond. */
    private static final int STEP = RATE / 1_000;

    private static final int STEPS = 2 * WANDER / STEP;

    /** In steps from one segment to the next. */
    private static final int DRIFT = 20;

    /** In segments. */
    private static final double JUMP = 0.5;

    /** Compares two recordings, of whatever rate and channels. */
    public static AudioComparison between(WavFile said, WavFile heard) {
        float[] reference = samples(said);
        float[] received = samples(heard);
        int lag = new CrossCorrelation(reference, received).strongestLag();
        double jump = JUMP * energy(reference) * SEGMENT / Math.max(1, reference.length);
        double energy = 0;
        double[] alike = new double[STEPS];
        for (int at = 0; at < reference.length; at += SEGMENT) {
            float[] part = part(reference, at, Math.min(SEGMENT, reference.length - at));
            alike = following(alike, jump);
            if (energy(part) > 0) {
                float[] around = part(received, at + lag - WANDER, SEGMENT + 2 * WANDER);
                CrossCorrelation segment = new CrossCorrelation(part, around);
                for (int step = 0; step < STEPS; step++) {
                    alike[step] += segment.energy() * strongest(segment, step * STEP);
                }
                energy += segment.energy();
            }
        }
        double correlation = energy == 0 ? 0 : Math.max(0, max(alike, 0, STEPS)) / energy;
        return new AudioComparison(correlation, Duration.ofNanos(lag * 1_000_000_000L / RATE));
    }

    /** The most that was alike on any way to each alignment of the next segment. */
    private static double[] following(double[] alike, double jump) {
        double fromAnywhere = max(alike, 0, STEPS) - jump;
        double[] next = new double[STEPS];
        for (int step = 0; step < STEPS; step++) {
            double drifted = max(alike, step - DRIFT, step + DRIFT + 1);
            next[step] = Math.max(drifted, fromAnywhere);
        }
        return next;
    }

    private static double max(double[] values, int from, int to) {
        return Arrays.stream(values, Math.max(0, from), Math.min(values.length, to))
                .max()
                .orElseThrow();
    }

    private static double strongest(CrossCorrelation segment, int from) {
        double strongest = 0;
        for (int lag = from; lag < from + STEP; lag++) {
            strongest = Math.max(strongest, segment.at(lag));
        }
        return strongest;
    }

    private static double energy(float[] samples) {
        double energy = 0;
        for (float sample : samples) {
            energy += (double) sample * sample;
        }
        return energy;
    }

    private static float[] samples(WavFile file) {
        short[] pcm = file.mono().atRate(RATE).pcm();
        float[] samples = new float[pcm.length];
        for (int i = 0; i < pcm.length; i++) {
            samples[i] = pcm[i];
        }
        return samples;
    }

    /** Silence stands where the part reaches beyond the signal. */
    private static float[] part(float[] signal, int from, int length) {
        float[] part = new float[length];
        int first = Math.max(0, from);
        int last = Math.min(signal.length, from + length);
        if (first < last) {
            System.arraycopy(signal, first, part, first - from, last - first);
        }
        return part;
    }
}
