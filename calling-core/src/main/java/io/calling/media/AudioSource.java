package io.calling.media;

import java.time.Duration;

/**
 * Gives encoded audio, one frame per step. Called by one thread of the agent, never the network's;
 * may take a few milliseconds to encode.
 */
public interface AudioSource extends AutoCloseable {
    /**
     * Length of a step: the same for as long as the source lasts; 20 ms unless it says otherwise.
     */
    default Duration frame() {
        return Duration.ofMillis(20);
    }

    /**
     * Writes the next frame.
     *
     * @param buffer where to write
     * @param offset index of the first byte to write
     * @return bytes written; 0 where there is no frame in this step
     */
    int nextFrame(byte[] buffer, int offset);

    /**
     * Lets the frame of this step go unheard, and writes a frame of encoded silence in its place.
     * It has the same size as the frame that it replaces, so that nobody on the way sees who is
     * muted.
     *
     * <p>As it stands this is right for Opus; sources of other codecs write silence of their own.
     *
     * @return bytes written; 0 where there is no frame in this step
     */
    default int nextSilence(byte[] buffer, int offset) {
        int length = nextFrame(buffer, offset);
        OpusSilence.write(buffer, offset, length, frame());
        return length;
    }

    /**
     * How much of what was sent lately the peer has lost, in percent: as good an estimate of what
     * it will lose as there is. Called before the next frame is drawn, when it has changed.
     */
    default void onLoss(int percent) {
        // Most sources go on as they are.
    }

    /**
     * How much the frames may take from now on, without headers: the path does not carry more, or
     * nothing would be left for pictures beside them. A few steps, seldom taken, from what the
     * source likes best down to 12 kbit/s. Called before the next frame is drawn, when it has
     * changed; where frames were all of one size they should be of one size again, since it may
     * depend on the network but never on what is said.
     *
     * @param bitsPerSecond {@link Long#MAX_VALUE} where the source may do as it likes
     */
    default void onTargetBitrate(long bitsPerSecond) {
        // Most sources go on as they are.
    }

    /** Releases what the source holds. Called once, when the call ends. */
    @Override
    default void close() {
        // Most have nothing to release.
    }
}
