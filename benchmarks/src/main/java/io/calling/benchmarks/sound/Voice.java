package io.calling.benchmarks.sound;

import io.calling.audio.OpusCodec;
import io.calling.testkit.TestSound;
import io.calling.testkit.TestSpeech;

/**
 * What everybody says: a sentence of five seconds over and over, without what is above 1.5 kHz, and
 * twice a second a tone above it that {@link Marks} finds again.
 */
final class Voice {
    static final int SAMPLE_RATE = 48_000;

    private static final int MARK_EVERY = SAMPLE_RATE / 2;
    private static final int MARK_SAMPLES = 30 * SAMPLE_RATE / 1_000;
    private static final int RAMP_SAMPLES = 2 * SAMPLE_RATE / 1_000;
    private static final double MARK_PEAK = 8_000;
    private static final int LOW_PASSES = 4;
    private static final double LOW_PASS_HERTZ = 1_500;

    private Voice() {}

    /** Mono, a whole number of marks long. */
    static short[] pcm() {
        double[] speech = decode(TestSpeech.alice());
        for (int pass = 0; pass < LOW_PASSES; pass++) {
            lowPass(speech);
        }
        short[] pcm = new short[speech.length / MARK_EVERY * MARK_EVERY];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) Math.round(speech[i] + mark(i % MARK_EVERY));
        }
        return pcm;
    }

    private static double[] decode(TestSpeech speech) {
        OpusCodec codec = OpusCodec.speech();
        byte[] packet = new byte[TestSound.FRAME_BYTES];
        short[] frame = new short[codec.maxFrameSamples()];
        double[] pcm = new double[speech.frames() * codec.frameSamples()];
        int written = 0;
        for (int i = 0; i < speech.frames(); i++) {
            speech.write(i, packet, 0);
            int samples = codec.decode(packet, 0, packet.length, frame, 0);
            for (int j = 0; j < samples; j++) {
                pcm[written++] = frame[j] / 2.0;
            }
        }
        return pcm;
    }

    private static void lowPass(double[] pcm) {
        double share = 1 - Math.exp(-2 * Math.PI * LOW_PASS_HERTZ / SAMPLE_RATE);
        double before = 0;
        for (int i = 0; i < pcm.length; i++) {
            before += share * (pcm[i] - before);
            pcm[i] = before;
        }
    }

    private static double mark(int at) {
        if (at >= MARK_SAMPLES) {
            return 0;
        }
        double ramp = Math.min(1, Math.min(at, MARK_SAMPLES - at) / (double) RAMP_SAMPLES);
        return MARK_PEAK * ramp * Math.sin(2 * Math.PI * Marks.HERTZ * at / SAMPLE_RATE);
    }
}
