package io.calling.benchmarks;

import java.util.Arrays;

/** Figures of many slices: median, and the quartiles as their spread. */
public final class Samples {
    private final double[] sorted;

    /** Of figures in any order, which are copied. */
    public Samples(double[] figures) {
        sorted = figures.clone();
        Arrays.sort(sorted);
    }

    /** Half of the figures are below it. */
    public double median() {
        return quantile(0.5);
    }

    /** A quarter of the figures is below it. */
    public double lowerQuartile() {
        return quantile(0.25);
    }

    /** A quarter of the figures is above it. */
    public double upperQuartile() {
        return quantile(0.75);
    }

    /** The figure that this share of all is below. */
    public double quantile(double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    /** These divided by those of the same rounds, pair by pair. */
    public static Samples ratios(double[] ours, double[] theirs) {
        double[] ratios = new double[ours.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = ours[i] / theirs[i];
        }
        return new Samples(ratios);
    }
}
