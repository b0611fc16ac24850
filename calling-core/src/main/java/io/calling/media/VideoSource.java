package io.calling.media;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives encoded pictures, one frame per step: a camera with an encoder behind it. It is drawn from
 * only while both users want video, nobody holds the call and video is not muted. Called by one
 * thread of the agent, never the network's; may take some milliseconds to encode.
 */
public interface VideoSource extends AutoCloseable {
    /**
     * The formats that it can give, at least one. The first that the peer takes is used. Read once,
     * when it is given to {@link VideoMedia}.
     */
    List<VideoFormat> formats();

    /**
     * Between two frames, from 5 ms to 10 s; 30 frames a second unless it says otherwise. Read
     * once, like the formats.
     */
    default Duration interval() {
        return Duration.ofNanos(33_333_333);
    }

    /**
     * The next frame.
     *
     * @param format of the frame; always the same for one source
     * @param keyFrame whether it must be one with which a decoder can begin: the first, and when
     *     the peer has lost something. Asked for until there is a frame
     * @return from its position to its limit: one VP8 frame, or one H.264 access unit with start
     *     codes; read before the next call. Null where there is no frame in this step
     */
    @Nullable ByteBuffer nextFrame(VideoFormat format, boolean keyFrame);

    /**
     * How much may be sent from now on, as far as the peer's feedback shows what the path carries:
     * what an encoder should be set to, less some two percent for the headers of packets. Called
     * before the first frame, with 300 kbit/s where nothing is known yet, and before the next one
     * whenever it has changed by a few percent. Frames that take more wait here, for a second at
     * most, and then in the queues of the path. Where the peer gives no such feedback, it rests on
     * the losses that it reports.
     *
     * @param bitsPerSecond of all packets of the pictures; 0 where the sound leaves nothing
     */
    default void onTargetBitrate(long bitsPerSecond) {
        // Many have one rate.
    }

    /** Releases what the source holds. Called once, when the video or the call ends. */
    @Override
    default void close() {
        // Some have nothing to release.
    }
}
