package io.calling.audio;

/** Follows how loud the background of a stream is, and says which frames are no louder. */
final class NoiseFloor {
    /** Mean square of what is quiet anyway: −60 dB of full scale. */
    private static final double QUIET = 1_000;

    /** 6 dB. */
    private static final double OVER_FLOOR = 4;

    /** The floor falls at once and rises slowly: by 2 % with each frame, 6 dB in 1.4 s. */
    private static final double RISE = 1.02;

    private double floor = QUIET / OVER_FLOOR;

    boolean isQuiet(short[] pcm, int values) {
        double energy = 0;
        for (int i = 0; i < values; i++) {
            energy += (double) pcm[i] * pcm[i];
        }
        energy /= Math.max(1, values);
        floor = Math.min(Math.max(1, energy), floor * RISE);
        return energy <= QUIET || energy <= OVER_FLOOR * floor;
    }
}
