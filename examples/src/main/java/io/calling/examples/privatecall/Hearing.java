package io.calling.examples.privatecall;

import io.calling.audio.AudioComparison;
import io.calling.audio.WavFile;

/**
 * What one party heard, held against what the other one said.
 *
 * @param likeness correlation with the same speech coded and decoded without a network, 0 to 1
 * @param aligned what was heard, shifted so that it begins with what was said
 */
record Hearing(double likeness, WavFile aligned) {
    private static final double ALIKE = 0.9;

    static Hearing of(Line said, WavFile heard) {
        AudioComparison comparison = AudioComparison.between(said.coded(), heard);
        double seconds = comparison.delay().toNanos() / 1e9;
        int later = (int) Math.round(seconds * heard.sampleRate());
        return new Hearing(comparison.correlation(), shifted(heard, later, said.sound().samples()));
    }

    private static WavFile shifted(WavFile heard, int later, int samples) {
        short[] pcm = heard.pcm();
        short[] shifted = new short[samples];
        int from = Math.max(0, later);
        int to = Math.max(0, -later);
        int length = Math.min(pcm.length - from, samples - to);
        if (length > 0) {
            System.arraycopy(pcm, from, shifted, to, length);
        }
        return WavFile.of(heard.sampleRate(), 1, shifted);
    }

    boolean isAlike() {
        return likeness >= ALIKE;
    }
}
