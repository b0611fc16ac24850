package io.calling.audio;

/** Gives PCM: 16-bit samples, interleaved. Called by one thread at a time. */
public interface PcmSource extends AutoCloseable {
    /** What {@link #read} returns when nothing will follow. */
    int END = -1;

    /** Samples per second and channel. */
    int sampleRate();

    /** 1 or 2. */
    int channels();

    /**
     * Writes the next samples. Does not wait for more than a fraction of their length.
     *
     * @param samples wanted, per channel
     * @return samples per channel written from {@code offset}; where fewer than wanted, the rest of
     *     this time is silence; {@link #END} when nothing will follow
     */
    int read(short[] pcm, int offset, int samples);

    /** Releases what the source holds. */
    @Override
    default void close() {
        // Most hold nothing.
    }
}
