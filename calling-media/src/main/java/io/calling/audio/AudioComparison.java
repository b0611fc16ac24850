package io.calling.audio;

import java.time.Duration;

/**
 * How much what was heard is what was said.
 *
 * <p>The two are aligned as a whole, then in segments of half a second, since a jitter buffer moves
 * the sound a little as it adapts. Of each segment the normalised cross-correlation is taken: 1 for
 * the same sound at any loudness, about 0 for an unrelated or missing one. Segments count by their
 * energy, so that silence says nothing.
 *
 * @param correlation 0 to 1
 * @param delay by how much what was heard begins later; negative where it begins earlier
 */
public record AudioComparison(double correlation, Duration delay) {
    private static final int RATE = 16_000;
    private static final int SEGMENT = RATE / 2;
    private static final int WANDER = RATE / 5;

    /** Compares two recordings, of whatever rate and channels. */
    public static AudioComparison between(WavFile said, WavFile heard) {
        float[] reference = samples(said);
        float[] received = samples(heard);
        int lag = new CrossCorrelation(reference, received).strongestLag();
        double alike = 0;
        double energy = 0;
        for (int at = 0; at < reference.length; at += SEGMENT) {
            CrossCorrelation segment =
                    new CrossCorrelation(
                            part(reference, at, Math.min(SEGMENT, reference.length - at)),
                            part(received, at + lag - WANDER, SEGMENT + 2 * WANDER));
            alike += segment.energy() * strongest(segment);
            energy += segment.energy();
        }
        double correlation = energy == 0 ? 0 : alike / energy;
        return new AudioComparison(correlation, Duration.ofNanos(lag * 1_000_000_000L / RATE));
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

    private static double strongest(CrossCorrelation segment) {
        double strongest = 0;
        for (int lag = 0; lag <= 2 * WANDER; lag++) {
            strongest = Math.max(strongest, segment.at(lag));
        }
        return strongest;
    }
}
