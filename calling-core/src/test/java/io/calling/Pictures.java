package io.calling;

import io.calling.media.VideoFormat;
import io.calling.media.VideoMedia;
import io.calling.media.VideoSink;
import io.calling.media.VideoSource;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A camera and a screen that count: frames of VP8 (RFC 6386, 9.1) whose last byte is their number.
 */
final class Pictures implements VideoSource, VideoSink {
    int captured;
    int shown;
    int keyFrames;
    int closed;

    VideoMedia media() {
        return VideoMedia.of(this, this);
    }

    /** Once as a source and once as a sink. */
    boolean isClosed() {
        return closed == 2;
    }

    @Override
    public List<VideoFormat> formats() {
        return List.of(VideoFormat.VP8);
    }

    @Override
    public ByteBuffer nextFrame(VideoFormat format, boolean keyFrame) {
        captured++;
        byte[] frame = new byte[100];
        frame[0] = (byte) (keyFrame ? 0x10 : 0x11);
        if (keyFrame) {
            frame[3] = (byte) 0x9d;
            frame[4] = 0x01;
            frame[5] = 0x2a;
        }
        frame[99] = (byte) captured;
        return ByteBuffer.wrap(frame);
    }

    @Override
    public boolean onFrame(
            VideoFormat format,
            byte[] buffer,
            int offset,
            int length,
            int timestamp,
            boolean keyFrame) {
        shown++;
        keyFrames += keyFrame ? 1 : 0;
        return true;
    }

    @Override
    public void close() {
        closed++;
    }
}
