package io.calling.audio;

/** Takes PCM: 16-bit samples, interleaved. Called by one thread at a time. */
public interface PcmSink extends AutoCloseable {
    /**
     * The next samples. The array is reused as soon as this method returns, and may be changed.
     *
     * @param samples per channel, from {@code offset}
     */
    void write(short[] pcm, int offset, int samples);

    /** Releases what the sink holds. */
    @Override
    default void close() {
        // Most hold nothing.
    }
}
