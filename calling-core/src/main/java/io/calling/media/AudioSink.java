package io.calling.media;

/**
 * Takes encoded audio in order, one frame or one gap per step of 20 ms. Called by one thread of the
 * agent, never the network's; may take a few milliseconds to decode.
 */
public interface AudioSink extends AutoCloseable {
    /** The next frame. The buffer is reused as soon as this method returns. */
    void onFrame(byte[] buffer, int offset, int length);

    /** The next frame did not arrive in time: conceal it. */
    void onLostFrame();

    /** Releases what the sink holds. Called once, when the call ends. */
    @Override
    default void close() {}
}
