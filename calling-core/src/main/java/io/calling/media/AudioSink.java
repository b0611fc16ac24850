package io.calling.media;

import io.calling.rtp.Pace;

/**
 * Takes encoded audio in order, frame by frame or gap by gap, at the pace of the media clock.
 * Called by one thread of the agent, never the network's; may take a few milliseconds to decode.
 */
public interface AudioSink extends AutoCloseable {
    /** The next frame. The buffer is reused as soon as this method returns. */
    void onFrame(byte[] buffer, int offset, int length);

    /**
     * The next frame, to be played at another pace as far as the sound allows it. By default it
     * doesn't.
     *
     * @return by how many ticks of the media clock the audio became longer, or, negative, shorter
     */
    default int onFrame(byte[] buffer, int offset, int length, Pace pace) {
        onFrame(buffer, offset, length);
        return 0;
    }

    /**
     * The next frame, to become longer or shorter as far as the sound allows it. Sinks that can say
     * beforehand by how much need nothing but {@code wantedTicks}; by default that is left to the
     * pace.
     *
     * @param pace for sinks that change a frame by what its sound gives, up to 15 ms: steady where
     *     they would change too much
     * @param wantedTicks by how many ticks of the media clock the audio should become longer or,
     *     negative, shorter; shorter by more than that it must not become
     * @return by how many ticks it became longer, or, negative, shorter
     */
    default int onFrame(byte[] buffer, int offset, int length, Pace pace, int wantedTicks) {
        return onFrame(buffer, offset, length, pace);
    }

    /** The next frame, of the length of the one before, did not arrive in time: conceal it. */
    void onLostFrame();

    /**
     * The next frame did not arrive in time, but the one behind it did and may carry a copy of it
     * for error correction. That one comes again, through {@link #onFrame}.
     */
    default void onLostFrame(byte[] nextBuffer, int offset, int length) {
        onLostFrame();
    }

    /** Releases what the sink holds. Called once, when the call ends. */
    @Override
    default void close() {
        // Most have nothing to release.
    }
}
