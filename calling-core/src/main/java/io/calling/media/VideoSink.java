package io.calling.media;

import java.util.List;

/**
 * Takes encoded pictures, frame by frame: a decoder with a screen behind it. It gets frames that a
 * decoder can use and no others: a key frame first, then each that follows, and after a loss that
 * nobody could repair the next key frame. Called by one thread of the agent, never the network's;
 * where it falls behind, frames up to the next key frame are left out.
 */
public interface VideoSink extends AutoCloseable {
    /**
     * The formats that it takes, the one that it likes best first. Read once, when it is given to
     * {@link VideoMedia}.
     */
    List<VideoFormat> formats();

    /**
     * The next frame, as soon as all of it has come. The buffer is reused as soon as this method
     * returns.
     *
     * @param format of the frame
     * @param timestamp when it was captured, on the sender's clock of 90 kHz, wrapping
     * @param keyFrame whether a decoder can begin with it
     * @return whether it could be decoded; where it could not, the peer is asked for a key frame,
     *     and that is the next to come
     */
    boolean onFrame(
            VideoFormat format,
            byte[] buffer,
            int offset,
            int length,
            int timestamp,
            boolean keyFrame);

    /** Releases what the sink holds. Called once, when the video or the call ends. */
    @Override
    default void close() {
        // Some have nothing to release.
    }
}
