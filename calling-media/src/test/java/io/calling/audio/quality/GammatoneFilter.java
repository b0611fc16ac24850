package io.calling.audio.quality;

/**
 * One band of a model of the inner ear: a gammatone filter of fourth order, as four sections of
 * second order.
 *
 * @see <a href="https://engineering.purdue.edu/~malcolm/apple/tr35/PattersonsEar.pdf">Slaney, An
 *     Efficient Implementation of the Patterson-Holdsworth Auditory Filter Bank, Apple TR 35</a>
 */
final class GammatoneFilter {
    /** Of Glasberg and Moore: the asymptotic quality of the ear's filters. */
    private static final double EAR_Q = 9.26449;

    /** Of Glasberg and Moore, in hertz. */
    private static final double LEAST_BANDWIDTH = 24.7;

    private static final double BANDWIDTH_OF_FOURTH_ORDER = 1.019;

    /** √(3 ± 2^1.5), the places of the four zeros. */
    private static final double[] ZEROS = {
        Math.sqrt(3 + Math.pow(2, 1.5)),
        -Math.sqrt(3 + Math.pow(2, 1.5)),
        Math.sqrt(3 - Math.pow(2, 1.5)),
        -Math.sqrt(3 - Math.pow(2, 1.5))
    };

    private final double[] zeros = new double[ZEROS.length];
    private final double pole1;
    private final double pole2;
    private final double scale;

    /** Around {@code hertz}, where it neither amplifies nor attenuates. */
    GammatoneFilter(double hertz, int sampleRate) {
        double bandwidth = hertz / EAR_Q + LEAST_BANDWIDTH;
        double decay = Math.exp(-2 * Math.PI * BANDWIDTH_OF_FOURTH_ORDER * bandwidth / sampleRate);
        double angle = 2 * Math.PI * hertz / sampleRate;
        for (int i = 0; i < zeros.length; i++) {
            zeros[i] = -decay * (Math.cos(angle) + ZEROS[i] * Math.sin(angle));
        }
        pole1 = -2 * decay * Math.cos(angle);
        pole2 = decay * decay;
        scale = 1 / gain(angle);
    }

    /** Of the sections, before they are scaled. */
    private double gain(double angle) {
        double poles =
                Math.hypot(
                        1 + pole1 * Math.cos(angle) + pole2 * Math.cos(2 * angle),
                        pole1 * Math.sin(angle) + pole2 * Math.sin(2 * angle));
        double gain = 1;
        for (double zero : zeros) {
            gain *= Math.hypot(1 + zero * Math.cos(angle), zero * Math.sin(angle)) / poles;
        }
        return gain;
    }

    /**
     * Centres of so many bands from {@code low} up to below {@code high}, evenly as the ear has
     * them.
     */
    static double[] centres(double low, double high, int bands) {
        double shift = EAR_Q * LEAST_BANDWIDTH;
        double step = Math.log((low + shift) / (high + shift)) / bands;
        double[] centres = new double[bands];
        for (int band = 0; band < bands; band++) {
            centres[band] = (high + shift) * Math.exp((bands - band) * step) - shift;
        }
        return centres;
    }

    /** Effective value of what passes of a signal that begins out of silence. */
    double level(double[] samples) {
        double[] before = new double[zeros.length];
        double[] last = new double[zeros.length];
        double[] input = new double[zeros.length];
        double sum = 0;
        for (double sample : samples) {
            double x = sample * scale;
            for (int i = 0; i < zeros.length; i++) {
                double y = x + zeros[i] * input[i] - pole1 * last[i] - pole2 * before[i];
                input[i] = x;
                before[i] = last[i];
                last[i] = y;
                x = y;
            }
            sum += x * x;
        }
        return Math.sqrt(sum / samples.length);
    }
}
