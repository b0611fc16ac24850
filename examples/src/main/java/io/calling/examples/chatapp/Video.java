package io.calling.examples.chatapp;

import io.calling.media.VideoFormat;
import io.calling.media.VideoMedia;
import io.calling.media.VideoSink;
import io.calling.testkit.TestCamera;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The pictures of one device: a camera of numbered frames, and a screen that waits for one. */
final class Video implements VideoSink {
    private static final int FRAME_BYTES = 2_000;
    private static final long PATIENCE_SECONDS = 30;

    private final TestCamera camera = new TestCamera(FRAME_BYTES);
    private final CountDownLatch picture = new CountDownLatch(1);
    private final CountDownLatch dark = new CountDownLatch(1);

    VideoMedia media() {
        return VideoMedia.of(camera, this);
    }

    int framesDrawn() {
        return camera.frames();
    }

    @Override
    public List<VideoFormat> formats() {
        return List.of(VideoFormat.VP8);
    }

    @Override
    public boolean onFrame(
            VideoFormat format,
            byte[] buffer,
            int offset,
            int length,
            int timestamp,
            boolean keyFrame) {
        picture.countDown();
        return true;
    }

    /** Waits until camera and screen are given back. */
    void awaitClosed() throws InterruptedException {
        if (!dark.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the screen is still in use");
        }
        for (int i = 0; !camera.isClosed(); i++) {
            if (i == PATIENCE_SECONDS * 20) {
                throw new IllegalStateException("the camera is still open");
            }
            Thread.sleep(50);
        }
    }

    @Override
    public void close() {
        dark.countDown();
    }

    /** Waits until something is seen. */
    void awaitPicture() throws InterruptedException {
        if (!picture.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no picture came");
        }
    }
}
