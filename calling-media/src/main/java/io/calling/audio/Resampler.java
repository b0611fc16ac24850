package io.calling.audio;

/**
 * Changes the sample rate of audio that is in memory as a whole, by interpolation with a sinc in a
 * Kaiser window: transparent for speech, at a few milliseconds of computing per second of audio.
 */
final class Resampler {
    /** Zero crossings of the sinc to each side. */
    private static final int CROSSINGS = 24;

    /** Stop band at about −80 dB. */
    private static final double KAISER_BETA = 8.0;

    /** Of the lower of the two Nyquist frequencies: room for the filter to fall. */
    private static final double CUTOFF = 0.95;

    private Resampler() {}

    /** Interleaved samples at another rate. */
    static short[] resample(short[] pcm, int channels, int fromRate, int toRate) {
        int samples = pcm.length / channels;
        int wanted = (int) ((long) samples * toRate / fromRate);
        double scale = CUTOFF * Math.min(1.0, (double) toRate / fromRate);
        short[] out = new short[wanted * channels];
        int phases = toRate / gcd(fromRate, toRate);
        double[][] filters = new double[phases][];
        for (int i = 0; i < wanted; i++) {
            long position = (long) i * fromRate;
            int phase = i % phases;
            if (filters[phase] == null) {
                filters[phase] = filter((double) (position % toRate) / toRate, scale);
            }
            int center = (int) (position / toRate);
            for (int channel = 0; channel < channels; channel++) {
                out[i * channels + channel] =
                        convolve(pcm, channels, channel, center, filters[phase]);
            }
        }
        return out;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    private static double[] filter(double fraction, double scale) {
        int half = (int) Math.ceil(CROSSINGS / scale);
        double[] taps = new double[2 * half + 1];
        for (int i = 0; i < taps.length; i++) {
            double distance = i - half - fraction;
            taps[i] = scale * sinc(distance * scale) * kaiser(distance / (half + 1));
        }
        return taps;
    }

    private static short convolve(
            short[] pcm, int channels, int channel, int center, double[] filter) {
        int half = filter.length / 2;
        int samples = pcm.length / channels;
        int first = Math.max(0, half - center);
        int last = Math.min(filter.length, samples - center + half);
        double sum = 0;
        for (int i = first; i < last; i++) {
            sum += pcm[(center - half + i) * channels + channel] * filter[i];
        }
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sum)));
    }

    private static double sinc(double x) {
        return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double kaiser(double x) {
        return Math.abs(x) >= 1
                ? 0
                : bessel(KAISER_BETA * Math.sqrt(1 - x * x)) / bessel(KAISER_BETA);
    }

    /** The modified Bessel function of the first kind and order zero, by its series. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > 1e-12 * sum; k++) {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }
}
