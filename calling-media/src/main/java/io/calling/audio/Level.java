package io.calling.audio;

/** How loud sound is. */
final class Level {
    static final double LEAST = -100;

    private Level() {}

    /** Root mean square, in decibels of full scale; −100 at least. */
    static double of(short[] pcm, int samples) {
        double energy = 0;
        for (int i = 0; i < samples; i++) {
            energy += (double) pcm[i] * pcm[i];
        }
        double mean = energy / Math.max(1, samples) / (32_768.0 * 32_768.0);
        return Math.max(LEAST, 10 * Math.log10(Math.max(mean, 1e-12)));
    }
}
