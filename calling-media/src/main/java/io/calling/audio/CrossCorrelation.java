package io.calling.audio;

/**
 * The cross-correlation of two signals at every lag, by way of their spectra, normalised: 1 where
 * the second contains the first at that lag, at whatever loudness.
 */
final class CrossCorrelation {
    private final double[] products;
    private final double energy;
    private final double[] energyBefore;
    private final int length;

    /** Of {@code a}, which is looked for, in {@code b}. */
    CrossCorrelation(float[] a, float[] b) {
        products = products(a, b);
        energy = energyBefore(a)[a.length];
        energyBefore = energyBefore(b);
        length = a.length;
    }

    private static double[] products(float[] a, float[] b) {
        int size = Integer.highestOneBit(Math.max(1, a.length + b.length)) * 2;
        double[] aRe = padded(a, size);
        double[] aIm = new double[size];
        double[] bRe = padded(b, size);
        double[] bIm = new double[size];
        Fourier.transform(aRe, aIm, false);
        Fourier.transform(bRe, bIm, false);
        for (int i = 0; i < size; i++) {
            double re = aRe[i] * bRe[i] + aIm[i] * bIm[i];
            aIm[i] = aRe[i] * bIm[i] - aIm[i] * bRe[i];
            aRe[i] = re;
        }
        Fourier.transform(aRe, aIm, true);
        return aRe;
    }

    private static double[] padded(float[] samples, int size) {
        double[] padded = new double[size];
        for (int i = 0; i < samples.length; i++) {
            padded[i] = samples[i];
        }
        return padded;
    }

    private static double[] energyBefore(float[] samples) {
        double[] sums = new double[samples.length + 1];
        for (int i = 0; i < samples.length; i++) {
            sums[i + 1] = sums[i] + (double) samples[i] * samples[i];
        }
        return sums;
    }

    /** The lag with the largest product: {@code b[i + lag]} stands by {@code a[i]}. */
    int strongestLag() {
        int best = 0;
        for (int lag = 1 - length; lag < energyBefore.length - 1; lag++) {
            if (product(lag) > product(best)) {
                best = lag;
            }
        }
        return best;
    }

    /** Negative lags stand at the end of the circle. */
    private double product(int lag) {
        return products[Math.floorMod(lag, products.length)];
    }

    /** −1 to 1; 0 where either signal is silent. */
    double at(int lag) {
        double other = energyBefore[clamp(lag + length)] - energyBefore[clamp(lag)];
        double norm = Math.sqrt(energy * other);
        return norm < 1 ? 0 : product(lag) / norm;
    }

    private int clamp(int index) {
        return Math.max(0, Math.min(energyBefore.length - 1, index));
    }

    /** Of the signal that is looked for. */
    double energy() {
        return energy;
    }
}
