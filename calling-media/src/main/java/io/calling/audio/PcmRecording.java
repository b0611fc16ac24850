package io.calling.audio;

import java.time.Duration;
import java.util.Arrays;

/** Keeps what it hears in memory, up to a longest duration; what follows is left out. */
public final class PcmRecording implements PcmSink {
    private final int sampleRate;
    private final int channels;
    private final int maxValues;
    private short[] values = new short[0];
    private int count;

    /** An empty recording; {@code longest} is up to ten minutes. */
    public PcmRecording(int sampleRate, int channels, Duration longest) {
        if (longest.isNegative() || longest.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("longest is 0 to 10 minutes, not " + longest);
        }
        this.sampleRate = sampleRate;
        this.channels = channels;
        this.maxValues = (int) (longest.toMillis() * sampleRate / 1_000) * channels;
    }

    /** What {@link OpusCodec#speech()} decodes to, for up to {@code longest}. */
    public static PcmRecording speech(Duration longest) {
        return new PcmRecording(OpusCodec.SAMPLE_RATE, 1, longest);
    }

    @Override
    public synchronized void write(short[] pcm, int offset, int samples) {
        int added = Math.min(samples * channels, maxValues - count);
        if (count + added > values.length) {
            int doubled = Math.max(sampleRate * channels, 2 * values.length);
            values = Arrays.copyOf(values, Math.min(maxValues, Math.max(doubled, count + added)));
        }
        System.arraycopy(pcm, offset, values, count, added);
        count += added;
    }

    /** What was heard so far, from any thread. */
    public synchronized WavFile file() {
        return WavFile.of(sampleRate, channels, Arrays.copyOf(values, count));
    }
}
