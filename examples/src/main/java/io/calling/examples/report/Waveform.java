package io.calling.examples.report;

/** A sound as its peaks, one for each of many equal steps of time. */
public final class Waveform {
    private static final int STEPS_PER_SECOND = 50;

    private final float[] peaks;

    private Waveform(float[] peaks) {
        this.peaks = peaks;
    }

    /** The peaks of mono samples. */
    public static Waveform of(short[] samples, int sampleRate) {
        int step = sampleRate / STEPS_PER_SECOND;
        float[] peaks = new float[(samples.length + step - 1) / step];
        for (int i = 0; i < samples.length; i++) {
            peaks[i / step] = Math.max(peaks[i / step], Math.abs((float) samples[i]) / 32768f);
        }
        return new Waveform(peaks);
    }

    /** How long it lasts. */
    public double seconds() {
        return (double) peaks.length / STEPS_PER_SECOND;
    }

    int steps() {
        return peaks.length;
    }

    /** The peak of a step, 0 to 1; 0 past the end. */
    float peak(int step) {
        return step < peaks.length ? peaks[step] : 0;
    }

    float loudest() {
        float loudest = 0;
        for (float peak : peaks) {
            loudest = Math.max(loudest, peak);
        }
        return loudest;
    }
}
