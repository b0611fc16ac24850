package io.calling.audio;

import io.calling.media.AudioSource;
import java.time.Duration;
import java.util.Arrays;

/** Encodes what a {@link PcmSource} gives, for a call to send. */
public final class OpusSource implements AudioSource {
    private final PcmSource source;
    private final AudioCodec codec;
    private final short[] pcm;

    /** Speech: mono, 32 kbit/s. */
    public OpusSource(PcmSource source) {
        this(source, OpusCodec.speech());
    }

    /**
     * With a codec of the application's choice, which this source then has for itself.
     *
     * @throws IllegalArgumentException if the source's rate or channels aren't the codec's
     */
    public OpusSource(PcmSource source, AudioCodec codec) {
        if (source.sampleRate() != codec.sampleRate() || source.channels() != codec.channels()) {
            throw new IllegalArgumentException(
                    "The codec wants "
                            + form(codec.sampleRate(), codec.channels())
                            + ", the source has "
                            + form(source.sampleRate(), source.channels()));
        }
        this.source = source;
        this.codec = codec;
        this.pcm = new short[codec.frameSamples() * codec.channels()];
    }

    private static String form(int rate, int channels) {
        return rate + " Hz and " + channels + " channel(s)";
    }

    @Override
    public int nextFrame(byte[] buffer, int offset) {
        int samples = source.read(pcm, 0, codec.frameSamples());
        if (samples == PcmSource.END) {
            return 0;
        }
        Arrays.fill(pcm, samples * codec.channels(), pcm.length, (short) 0);
        return codec.encode(pcm, 0, buffer, offset);
    }

    @Override
    public Duration frame() {
        return Duration.ofNanos(codec.frameSamples() * 1_000_000_000L / codec.sampleRate());
    }

    /** Encodes silence: packets of the same size, and the decoder hears no seam. */
    @Override
    public int nextSilence(byte[] buffer, int offset) {
        if (source.read(pcm, 0, codec.frameSamples()) == PcmSource.END) {
            return 0;
        }
        Arrays.fill(pcm, (short) 0);
        return codec.encode(pcm, 0, buffer, offset);
    }

    @Override
    public void onLoss(int percent) {
        codec.expectLoss(percent);
    }

    @Override
    public void onTargetBitrate(long bitsPerSecond) {
        codec.limit(bitsPerSecond);
    }

    @Override
    public void close() {
        source.close();
    }
}
