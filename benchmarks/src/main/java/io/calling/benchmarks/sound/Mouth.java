package io.calling.benchmarks.sound;

import io.calling.audio.PcmSource;
import java.time.Instant;

/** Says {@link Voice}; what is drawn from it has just been said. */
final class Mouth implements PcmSource {
    private final short[] voice;
    private final Ears ears;
    private int at;

    Mouth(short[] voice, Ears ears) {
        this.voice = voice;
        this.ears = ears;
    }

    @Override
    public int sampleRate() {
        return Voice.SAMPLE_RATE;
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public int read(short[] pcm, int offset, int samples) {
        double now = Ears.millis(Instant.now());
        for (int i = 0; i < samples; i++) {
            pcm[offset + i] = voice[at];
            at = (at + 1) % voice.length;
        }
        ears.sent().take(pcm, offset, samples, now - 1_000.0 * samples / Voice.SAMPLE_RATE);
        return samples;
    }
}
