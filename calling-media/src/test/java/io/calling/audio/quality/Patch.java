package io.calling.audio.quality;

import java.util.Arrays;

/**
 * 400 ms of a {@link Spectrogram}, and how alike two of them are: the neurogram similarity index
 * (NSIM), which compares loudness and structure around each cell, of one band at one time.
 *
 * @see <a href="https://doi.org/10.1016/j.specom.2011.09.004">Hines and Harte, Speech
 *     intelligibility prediction using a Neurogram Similarity Index Measure</a>
 */
final class Patch {
    /** Columns of 20 ms. */
    static final int COLUMNS = 20;

    private static final int BANDS = Spectrogram.BANDS;
    private static final int CELLS = COLUMNS * BANDS;

    /** Of the cell itself, the four at its sides and the four at its corners: Gauss, σ = 0.5. */
    private static final double[] WEIGHTS = {
        0.619485845753726, 0.0838251475442633, 0.0113033910173052
    };

    /** What keeps the quotients finite: (0.01 L)² and (0.03 L)² / 2 with L = 1. */
    private static final double LOUDNESS_CONSTANT = 1e-4;

    private static final double STRUCTURE_CONSTANT = 4.5e-4;

    private final double[] cells = new double[CELLS];
    private final double[] means;
    private final double[] variances;

    /** From column {@code first} on, each {@code stride}-th one. */
    Patch(Spectrogram spectrogram, int first, int stride) {
        for (int i = 0; i < COLUMNS; i++) {
            System.arraycopy(spectrogram.column(first + i * stride), 0, cells, i * BANDS, BANDS);
        }
        double[] ones = new double[CELLS];
        Arrays.fill(ones, 1);
        means = smoothed(cells, ones);
        variances = smoothed(cells, cells);
        for (int i = 0; i < CELLS; i++) {
            variances[i] = Math.max(0, variances[i] - means[i] * means[i]);
        }
    }

    /** Of the products of two patches' cells; cells at the rim stand for those beyond it. */
    private static double[] smoothed(double[] a, double[] b) {
        double[] smoothed = new double[CELLS];
        for (int column = 0; column < COLUMNS; column++) {
            for (int band = 0; band < BANDS; band++) {
                double sum = 0;
                for (int i = -1; i <= 1; i++) {
                    int row = Math.max(0, Math.min(COLUMNS - 1, column + i)) * BANDS;
                    for (int j = -1; j <= 1; j++) {
                        int cell = row + Math.max(0, Math.min(BANDS - 1, band + j));
                        sum += WEIGHTS[Math.abs(i) + Math.abs(j)] * a[cell] * b[cell];
                    }
                }
                smoothed[column * BANDS + band] = sum;
            }
        }
        return smoothed;
    }

    /** How alike the two are where there is a sound in either. */
    Likeness to(Patch heard) {
        double[] products = smoothed(cells, heard.cells);
        double sum = 0;
        int sounding = 0;
        for (int i = 0; i < CELLS; i++) {
            double mean = means[i];
            double other = heard.means[i];
            if (mean > 0 || other > 0) {
                double loudness =
                        (2 * mean * other + LOUDNESS_CONSTANT)
                                / (mean * mean + other * other + LOUDNESS_CONSTANT);
                double structure =
                        (products[i] - mean * other + STRUCTURE_CONSTANT)
                                / (Math.sqrt(variances[i] * heard.variances[i])
                                        + STRUCTURE_CONSTANT);
                sum += loudness * structure;
                sounding++;
            }
        }
        return new Likeness(sum, sounding);
    }

    /**
     * The similarity of cells.
     *
     * @param sum of that of each, which is 1 for the same sound, about 0 for another or none
     * @param cells that sound
     */
    record Likeness(double sum, int cells) {
        static final Likeness NONE = new Likeness(0, 0);

        Likeness plus(Likeness other) {
            return new Likeness(sum + other.sum, cells + other.cells);
        }

        double mean() {
            return cells == 0 ? 0 : sum / cells;
        }
    }
}
