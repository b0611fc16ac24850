package io.calling.testkit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A camera whose frames have numbers in them, so that a {@link VideoRecorder} can tell which of
 * them arrived. To the network and to packetizers they are frames of VP8 (RFC 6386, 9.1); a decoder
 * would see noise. Thread-safe.
 */
public final class TestCamera {
    /** Width and height that key frames announce. */
    public static final int WIDTH = 640;

    /** Width and height that key frames announce. */
    public static final int HEIGHT = 360;

    static final int MARK = 0x56696445;
    static final int TAG_BYTES = 3;
    static final int KEY_FRAME_HEADER_BYTES = 7;

    private static final int NUMBER_BYTES = 8;

    private final int frameBytes;
    private final AtomicInteger frames = new AtomicInteger();
    private final AtomicBoolean keyFrameWanted = new AtomicBoolean(true);

    /**
     * A camera whose first frame is a key frame.
     *
     * @param frameBytes the length of each frame, 32 at least
     */
    public TestCamera(int frameBytes) {
        if (frameBytes < 32) {
            throw new IllegalArgumentException("frameBytes: 32 at least, not " + frameBytes);
        }
        this.frameBytes = frameBytes;
    }

    /** Makes the next frame a key frame, as a picture loss indication asks for. */
    public void requestKeyFrame() {
        keyFrameWanted.set(true);
    }

    /** The next frame. */
    public byte[] nextFrame() {
        boolean key = keyFrameWanted.getAndSet(false);
        int number = frames.getAndIncrement();
        ByteBuffer frame = ByteBuffer.allocate(frameBytes).order(ByteOrder.LITTLE_ENDIAN);
        int header = TAG_BYTES + (key ? KEY_FRAME_HEADER_BYTES : 0);
        int tag = (key ? 0 : 1) | 1 << 4 | frameBytes - header << 5;
        frame.put((byte) tag).put((byte) (tag >>> 8)).put((byte) (tag >>> 16));
        if (key) {
            frame.put((byte) 0x9d).put((byte) 0x01).put((byte) 0x2a);
            frame.putShort((short) WIDTH).putShort((short) HEIGHT);
        }
        frame.putInt(MARK).putInt(number);
        fill(frame.array(), header + NUMBER_BYTES, number);
        return frame.array();
    }

    static void fill(byte[] frame, int from, int number) {
        for (int i = from; i < frame.length; i++) {
            frame[i] = (byte) (number * 31 + i * 17);
        }
    }

    /** Frames taken so far. */
    public int frames() {
        return frames.get();
    }
}
