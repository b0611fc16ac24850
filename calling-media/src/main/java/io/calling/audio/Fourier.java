package io.calling.audio;

/** The discrete Fourier transform of a power of two of complex numbers, in place. */
final class Fourier {
    private Fourier() {}

    /**
     * @param inverse whether to transform back; the result is then divided by the length
     */
    static void transform(double[] re, double[] im, boolean inverse) {
        permute(re, im);
        for (int size = 2; size <= re.length; size *= 2) {
            combine(re, im, size, (inverse ? 2 : -2) * Math.PI / size);
        }
        for (int i = 0; inverse && i < re.length; i++) {
            re[i] /= re.length;
            im[i] /= re.length;
        }
    }

    private static void permute(double[] re, double[] im) {
        int shift = Integer.numberOfLeadingZeros(re.length) + 1;
        for (int i = 0; i < re.length; i++) {
            int j = re.length == 1 ? 0 : Integer.reverse(i) >>> shift;
            if (i < j) {
                swap(re, i, j);
                swap(im, i, j);
            }
        }
    }

    private static void swap(double[] values, int i, int j) {
        double value = values[i];
        values[i] = values[j];
        values[j] = value;
    }

    private static void combine(double[] re, double[] im, int size, double angle) {
        int half = size / 2;
        for (int k = 0; k < half; k++) {
            double cos = Math.cos(angle * k);
            double sin = Math.sin(angle * k);
            for (int a = k; a < re.length; a += size) {
                int b = a + half;
                double r = re[b] * cos - im[b] * sin;
                double i = re[b] * sin + im[b] * cos;
                re[b] = re[a] - r;
                im[b] = im[a] - i;
                re[a] += r;
                im[a] += i;
            }
        }
    }
}
