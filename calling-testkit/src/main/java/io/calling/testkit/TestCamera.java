package io.calling.testkit;

import io.calling.media.VideoFormat;
import io.calling.media.VideoSource;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A camera whose frames have numbers in them, so that a {@link VideoRecorder} can tell which of
 * them arrived. To the network and to packetizers they are frames of VP8 (RFC 6386, 9.1) or of
 * H.264; a decoder would see noise. Thread-safe.
 */
public final class TestCamera implements VideoSource {
    /** Width and height that key frames announce. */
    public static final int WIDTH = 640;

    /** Width and height that key frames announce. */
    public static final int HEIGHT = 360;

    private final VideoFormat format;
    private final int frameBytes;
    private final AtomicLong target = new AtomicLong();
    private volatile boolean follows;
    private final AtomicInteger frames = new AtomicInteger();
    private final AtomicInteger keyFrames = new AtomicInteger();
    private final AtomicBoolean keyFrameWanted = new AtomicBoolean(true);
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * A camera with VP8 whose first frame is a key frame.
     *
     * @param frameBytes the length of each frame, 32 at least
     */
    public TestCamera(int frameBytes) {
        this(VideoFormat.VP8, frameBytes);
    }

    /**
     * A camera whose first frame is a key frame.
     *
     * @param format of its frames
     * @param frameBytes the length of each frame, 32 at least
     */
    public TestCamera(VideoFormat format, int frameBytes) {
        if (frameBytes < 32) {
            throw new IllegalArgumentException("frameBytes: 32 at least, not " + frameBytes);
        }
        this.format = format;
        this.frameBytes = frameBytes;
    }

    /**
     * From now on its frames are as large as {@link #onTargetBitrate} allows at 30 a second, as an
     * encoder's would be; until it is told, as large as it was made for.
     */
    public TestCamera followTarget() {
        follows = true;
        return this;
    }

    @Override
    public void onTargetBitrate(long bitsPerSecond) {
        target.set(bitsPerSecond);
    }

    /** What it was told to keep to; 0 before it was. */
    public long targetBitsPerSecond() {
        return target.get();
    }

    /** Two percent are for headers. */
    private int bytes() {
        long told = target.get();
        return follows && told > 0 ? (int) Math.max(32, told / 8 / 31) : frameBytes;
    }

    /** Makes the next frame a key frame, as a picture loss indication asks for. */
    public void requestKeyFrame() {
        keyFrameWanted.set(true);
    }

    /** The next frame. */
    public byte[] nextFrame() {
        boolean key = keyFrameWanted.getAndSet(false);
        keyFrames.addAndGet(key ? 1 : 0);
        return NumberedFrame.write(format, frames.getAndIncrement(), key, bytes());
    }

    @Override
    public List<VideoFormat> formats() {
        return List.of(format);
    }

    @Override
    public ByteBuffer nextFrame(VideoFormat wanted, boolean keyFrame) {
        if (keyFrame) {
            requestKeyFrame();
        }
        return ByteBuffer.wrap(nextFrame());
    }

    @Override
    public void close() {
        closed.set(true);
    }

    /** Frames taken so far. */
    public int frames() {
        return frames.get();
    }

    /** Key frames among them. */
    public int keyFrames() {
        return keyFrames.get();
    }

    /** Whether the call has let go of it. */
    public boolean isClosed() {
        return closed.get();
    }
}
