package io.calling.media;

/**
 * Gives encoded audio, one frame per step of 20 ms. Called by one thread of the agent, never the
 * network's; may take a few milliseconds to encode.
 */
public interface AudioSource extends AutoCloseable {
    /**
     * Writes the next frame.
     *
     * @param buffer where to write
     * @param offset index of the first byte to write
     * @return bytes written; 0 where there is no frame in this step
     */
    int nextFrame(byte[] buffer, int offset);

    /** Releases what the source holds. Called once, when the call ends. */
    @Override
    default void close() {}
}
