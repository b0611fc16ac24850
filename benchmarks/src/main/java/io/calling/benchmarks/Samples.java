package io.calling.benchmarks;

import java.util.Arrays;

/** Figures of many slices: median, and the quartiles as their spread. */
final class Samples {
    private final double[] sorted;

    Samples(double[] figures) {
        sorted = figures.clone();
        Arrays.sort(sorted);
    }

    double median() {
        return quantile(0.5);
    }

    double lowerQuartile() {
        return quantile(0.25);
    }

    double upperQuartile() {
        return quantile(0.75);
    }

    private double quantile(double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    /** These divided by those of the same rounds, pair by pair. */
    static Samples ratios(double[] ours, double[] theirs) {
        double[] ratios = new double[ours.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = ours[i] / theirs[i];
        }
        return new Samples(ratios);
    }
}
