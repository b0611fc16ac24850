package io.calling.testkit;

import io.calling.media.VideoFormat;
import io.calling.media.VideoSink;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** A screen that tells which frames of a {@link TestCamera} it was shown. Thread-safe. */
public final class VideoRecorder implements VideoSink {
    private int frames;
    private int keyFrames;
    private int damaged;
    private int missing;
    private int last = -1;
    private boolean closed;

    /** Has seen nothing yet. */
    public VideoRecorder() {}

    /** Shows it a whole frame. */
    public synchronized void show(byte[] frame) {
        OptionalInt read = NumberedFrame.read(frame);
        if (read.isEmpty()) {
            damaged++;
            return;
        }
        int number = read.getAsInt();
        missing += Math.max(0, number - last - 1);
        last = Math.max(last, number);
        frames++;
        keyFrames += NumberedFrame.isKeyFrame(frame) ? 1 : 0;
    }

    @Override
    public List<VideoFormat> formats() {
        return List.of(VideoFormat.values());
    }

    @Override
    public boolean onFrame(
            VideoFormat format,
            byte[] buffer,
            int offset,
            int length,
            int timestamp,
            boolean keyFrame) {
        show(Arrays.copyOfRange(buffer, offset, offset + length));
        return true;
    }

    @Override
    public synchronized void close() {
        closed = true;
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

    /** Whether the call has let go of it. */
    public synchronized boolean isClosed() {
        return closed;
    }
}
