package io.calling.audio;

import java.time.Duration;

/** Plays a {@link WavFile}, once or again and again. */
public final class PcmClip implements PcmSource {
    /** What comes when the audio is over. */
    private enum Then {
        SILENCE,
        AGAIN,
        END
    }

    private final WavFile file;
    private final Then then;
    private final int totalSamples;
    private int position;

    private PcmClip(WavFile file, Then then, Duration pause) {
        this.file = file;
        this.then = then;
        long samples = file.samples() + pause.toMillis() * file.sampleRate() / 1_000;
        this.totalSamples = Math.toIntExact(samples);
    }

    /** Once, then silence for as long as the call lasts. */
    public static PcmClip once(WavFile file) {
        return new PcmClip(file, Then.SILENCE, Duration.ZERO);
    }

    /** Once, then the end: no packet follows, which tells an observer that the clip is over. */
    public static PcmClip onceOnly(WavFile file) {
        return new PcmClip(file, Then.END, Duration.ZERO);
    }

    /** Again and again, with silence of this length in between. */
    public static PcmClip looping(WavFile file, Duration pause) {
        if (pause.isNegative() || pause.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("pause is 0 to 1 hour, not " + pause);
        }
        return new PcmClip(file, Then.AGAIN, pause);
    }

    @Override
    public int sampleRate() {
        return file.sampleRate();
    }

    @Override
    public int channels() {
        return file.channels();
    }

    @Override
    public int read(short[] pcm, int offset, int samples) {
        if (position >= totalSamples && then == Then.AGAIN) {
            position = 0;
        }
        if (position >= totalSamples) {
            return then == Then.END ? END : 0;
        }
        int copied = position < file.samples() ? file.copy(position, pcm, offset, samples) : 0;
        position += samples;
        return copied;
    }
}
