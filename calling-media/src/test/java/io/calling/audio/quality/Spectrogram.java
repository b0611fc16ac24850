package io.calling.audio.quality;

import java.util.stream.IntStream;

/** How loud each band of the ear hears a sound over time, above what nobody hears. */
final class Spectrogram {
    static final int RATE = 16_000;
    static final int BANDS = 21;

    /** From one column to the next that are compared: 20 ms. */
    static final int HOP = RATE / 50;

    private static final int WINDOW = 4 * HOP;
    private static final double LOWEST_HERTZ = 50;
    private static final double HIGHEST_HERTZ = 8_000;

    /** What nobody hears, as ten logarithms of an effective value whose full scale is 1. */
    private static final double FLOOR = -45;

    private static final GammatoneFilter[] FILTERS = filters();
    private static final double[] HANN = hann();
    private static final double[] SILENCE = new double[BANDS];

    private final double[][] columns;

    private Spectrogram(double[][] columns) {
        this.columns = columns;
    }

    private static GammatoneFilter[] filters() {
        double[] centres = GammatoneFilter.centres(LOWEST_HERTZ, HIGHEST_HERTZ, BANDS);
        GammatoneFilter[] filters = new GammatoneFilter[BANDS];
        for (int band = 0; band < BANDS; band++) {
            filters[band] = new GammatoneFilter(centres[band], RATE);
        }
        return filters;
    }

    private static double[] hann() {
        double[] window = new double[WINDOW];
        for (int i = 0; i < WINDOW; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / (WINDOW - 1));
        }
        return window;
    }

    /** A column each {@code step} samples, of a window of 80 ms. */
    static Spectrogram of(double[] samples, int step) {
        int count = samples.length < WINDOW ? 0 : 1 + (samples.length - WINDOW) / step;
        double[][] columns = new double[count][];
        IntStream.range(0, count).parallel().forEach(i -> columns[i] = column(samples, i * step));
        return new Spectrogram(columns);
    }

    private static double[] column(double[] samples, int at) {
        double[] windowed = new double[WINDOW];
        for (int i = 0; i < WINDOW; i++) {
            windowed[i] = HANN[i] * samples[at + i];
        }
        double[] column = new double[BANDS];
        for (int band = 0; band < BANDS; band++) {
            double level = 10 * Math.log10(FILTERS[band].level(windowed));
            column[band] = Math.max(0, level - FLOOR);
        }
        return column;
    }

    /** How many columns there are. */
    int size() {
        return columns.length;
    }

    /**
     * One column, by bands from low to high; silence stands before the first and after the last.
     */
    double[] column(int i) {
        return i < 0 || i >= columns.length ? SILENCE : columns[i];
    }
}
