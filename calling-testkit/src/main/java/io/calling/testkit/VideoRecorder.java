package io.calling.testkit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A screen that tells which frames of a {@link TestCamera} it was shown. Thread-safe. */
public final class VideoRecorder {
    private int frames;
    private int keyFrames;
    private int damaged;
    private int missing;
    private int last = -1;

    /** Has seen nothing yet. */
    public VideoRecorder() {}

    /** Shows it a whole frame. */
    public synchronized void show(byte[] frame) {
        boolean key = frame.length > 0 && (frame[0] & 1) == 0;
        int header = TestCamera.TAG_BYTES + (key ? TestCamera.KEY_FRAME_HEADER_BYTES : 0);
        if (!isWhole(frame, header)) {
            damaged++;
            return;
        }
        int number = numberOf(frame, header);
        missing += Math.max(0, number - last - 1);
        last = Math.max(last, number);
        frames++;
        keyFrames += key ? 1 : 0;
    }

    private static boolean isWhole(byte[] frame, int header) {
        if (frame.length < header + 2 * Integer.BYTES
                || buffer(frame).getInt(header) != TestCamera.MARK) {
            return false;
        }
        byte[] expected = frame.clone();
        TestCamera.fill(expected, header + 2 * Integer.BYTES, numberOf(frame, header));
        return Arrays.equals(expected, frame);
    }

    private static int numberOf(byte[] frame, int header) {
        return buffer(frame).getInt(header + Integer.BYTES);
    }

    private static ByteBuffer buffer(byte[] frame) {
        return ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Whole frames seen so far. */
    public synchronized int frames() {
        return frames;
    }

    /** Key frames among them. */
    public synchronized int keyFrames() {
        return keyFrames;
    }

    /** Frames that were no whole frames of a test camera. */
    public synchronized int damagedFrames() {
        return damaged;
    }

    /** Frames that were left out between those that came. */
    public synchronized int missingFrames() {
        return missing;
    }
}
