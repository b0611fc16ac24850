package io.calling.benchmarks.sound;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds when the marks of {@link Voice} begin: where the tone has been in the last five
 * milliseconds with a third of its strength. The same in party.html and party.py. Thread-safe.
 */
final class Marks {
    static final double HERTZ = 3_500;

    private static final int BLOCK = Voice.SAMPLE_RATE / 1_000;
    private static final int BLOCKS = 5;
    private static final double AUDIBLE = 0.08;
    private static final double APART_MILLIS = 250;

    private final double[] real = new double[BLOCKS];
    private final double[] imaginary = new double[BLOCKS];
    private final List<Double> found = new ArrayList<>();
    private int samples;
    private int block;
    private double lastMillis;

    /**
     * Takes sound.
     *
     * @param firstMillis when its first sample is, since 1970
     */
    synchronized void take(short[] pcm, int offset, int count, double firstMillis) {
        for (int i = 0; i < count; i++) {
            double angle = 2 * Math.PI * HERTZ * samples / Voice.SAMPLE_RATE;
            double sample = pcm[offset + i] / 32_768.0;
            real[block] += sample * Math.cos(angle);
            imaginary[block] += sample * Math.sin(angle);
            if (++samples % BLOCK == 0) {
                look(firstMillis + 1_000.0 * (i + 1) / Voice.SAMPLE_RATE);
                block = (block + 1) % BLOCKS;
                real[block] = 0;
                imaginary[block] = 0;
            }
        }
        samples %= Voice.SAMPLE_RATE;
    }

    private void look(double millis) {
        double strength = 2 * Math.hypot(sum(real), sum(imaginary)) / (BLOCK * BLOCKS);
        if (strength > AUDIBLE && millis - lastMillis > APART_MILLIS) {
            found.add(millis);
            lastMillis = millis;
        }
    }

    private static double sum(double[] blocks) {
        double sum = 0;
        for (double one : blocks) {
            sum += one;
        }
        return sum;
    }

    /** When those began that were found since this was asked last. */
    synchronized List<Double> drain() {
        List<Double> drained = List.copyOf(found);
        found.clear();
        return drained;
    }
}
