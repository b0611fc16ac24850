package io.calling.audio.quality;

import io.calling.audio.WavFile;
import java.util.ArrayList;
import java.util.List;

/**
 * How good speech sounds, by ViSQOL in its mode for speech: a full-reference measure, which
 * compares spectrograms as the ear makes them of what was said and of what was heard, up to 8 kHz.
 *
 * <p>What is said is cut into patches of 400 ms, of which those with speech are looked for in what
 * was heard ({@link PatchSearch}); the similarity of the two ({@link Patch}) is mapped to a mean
 * opinion score. Numbers are those of the authors' program of version 3, mapped by an exponential
 * that was fitted to the TCD-VoIP data.
 *
 * <p>It is made for this project, and departs from theirs in this:
 *
 * <ul>
 *   <li>A cell that is silent in both counts for nothing. There it counts as equal, so that silence
 *       gets up to half of the best score where, as in synthesized speech, pauses and bands are
 *       without any noise.
 *   <li>Patches are found to 5 ms, not to 20 ms with a finer alignment behind it, within half a
 *       second, and in a single pass; there is no alignment of the whole before it, and no patch is
 *       left out.
 *   <li>All sounding cells count the same, not all patches.
 *   <li>The loudness is matched by energy, not by power, so that silence that follows is of no
 *       matter; and only silence is of quality 1 by definition.
 *   <li>A patch has speech if a fiftieth of a second of it has; there the two are half a patch
 *       apart.
 * </ul>
 *
 * <p>It hardly hears single short gaps, as theirs doesn't: 10 % of the frames zeroed cost a quarter
 * of a point. So differences of a tenth mean something where only losses differ.
 *
 * @param similarity 0 to 1
 * @param mos mean opinion score of listening quality (MOS-LQO), 1 to 5
 * @see <a href="https://arxiv.org/abs/2004.09584">Chinen et al., ViSQOL v3</a>
 * @see <a href="https://doi.org/10.1186/s13636-015-0054-9">Hines et al., ViSQOL: an objective
 *     speech quality model</a>
 */
record SpeechQuality(double similarity, double mos) {
    /** Effective value of speech, as a part of the whole signal's peak. */
    private static final double SPEECH = 5_000 / 32_768.0;

    /** Less alike than this is nothing that was said. */
    private static final double UNLIKE = 0.15;

    private static final double FIT_A = -262.847869;
    private static final double FIT_B = 0.0154302525;
    private static final double FIT_X0 = -361.063949;

    /** So that what is the same gets 5. */
    private static final double SCALE = 1.245063;

    /**
     * Compares two recordings, of whatever rate and channels.
     *
     * @throws IllegalArgumentException if nothing was said
     */
    static SpeechQuality between(WavFile said, WavFile heard) {
        double[] reference = samples(said);
        Spectrogram spectrogram = Spectrogram.of(reference, Spectrogram.HOP);
        List<Integer> columns = speech(reference, spectrogram.size());
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("said has no speech of 400 ms");
        }
        double[] received = samples(heard);
        double energy = energy(received, 0, received.length);
        if (energy == 0) {
            return of(0);
        }
        double gain = Math.sqrt(energy(reference, 0, reference.length) / energy);
        for (int i = 0; i < received.length; i++) {
            received[i] *= gain;
        }
        List<Patch> patches = columns.stream().map(at -> new Patch(spectrogram, at, 1)).toList();
        Spectrogram heardSpectrogram = Spectrogram.of(received, PatchSearch.STEP);
        PatchSearch search = new PatchSearch(heardSpectrogram, spectrogram.size());
        return of(search.find(patches, columns).mean());
    }

    /** What the measure makes of a similarity. */
    static SpeechQuality of(double similarity) {
        double mos = SCALE * (FIT_A + Math.exp(FIT_B * (similarity - FIT_X0)));
        return new SpeechQuality(
                similarity, similarity < UNLIKE ? 1 : Math.max(1, Math.min(5, mos)));
    }

    private static double[] samples(WavFile file) {
        short[] pcm = file.mono().atRate(Spectrogram.RATE).pcm();
        double[] samples = new double[pcm.length];
        for (int i = 0; i < pcm.length; i++) {
            samples[i] = pcm[i] / 32_768.0;
        }
        return samples;
    }

    private static double energy(double[] samples, int from, int to) {
        double energy = 0;
        for (int i = from; i < to; i++) {
            energy += samples[i] * samples[i];
        }
        return energy;
    }

    /** The first columns of the patches in which somebody speaks. */
    private static List<Integer> speech(double[] samples, int size) {
        double peak = 0;
        for (double sample : samples) {
            peak = Math.max(peak, Math.abs(sample));
        }
        double least = Math.pow(SPEECH * peak, 2) * Spectrogram.HOP;
        List<Integer> columns = new ArrayList<>();
        for (int first = 0; first + Patch.COLUMNS <= size; first += Patch.COLUMNS) {
            if (isLoud(samples, first, least)) {
                columns.add(first);
            }
        }
        return columns;
    }

    private static boolean isLoud(double[] samples, int first, double least) {
        for (int i = first; i < first + Patch.COLUMNS; i++) {
            int from = i * Spectrogram.HOP;
            double energy = energy(samples, from, from + Spectrogram.HOP);
            if (energy > 0 && energy >= least) {
                return true;
            }
        }
        return false;
    }
}
