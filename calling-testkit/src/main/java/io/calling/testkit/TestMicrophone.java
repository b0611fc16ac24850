package io.calling.testkit;

import io.calling.media.AudioSource;
import java.util.concurrent.atomic.AtomicInteger;

/** A microphone that plays a {@link TestTone}, and tells whether anybody drew from it. */
public final class TestMicrophone implements AudioSource {
    private final AtomicInteger frames = new AtomicInteger();
    private volatile TestTone tone;
    private volatile boolean paused;
    private volatile boolean broken;
    private volatile boolean closed;

    /** A microphone that hears this tone all the time. */
    public TestMicrophone(TestTone tone) {
        this.tone = tone;
    }

    /** Hears another tone from now on. */
    public void play(TestTone other) {
        tone = other;
        paused = false;
    }

    /**
     * Gives no frame from now on, as a source does that has nothing to say; {@link #play} ends it.
     * Long calls take less time that way.
     */
    public void pause() {
        paused = true;
    }

    /** Throws from now on, as a microphone does that was pulled out. */
    public void breakDown() {
        broken = true;
    }

    @Override
    public int nextFrame(byte[] buffer, int offset) {
        if (broken) {
            throw new IllegalStateException("the test microphone was pulled out");
        }
        if (paused) {
            return 0;
        }
        tone.write(frames.getAndIncrement(), buffer, offset);
        return TestTone.FRAME_BYTES;
    }

    /** Frames drawn so far: none before the local user's consent. */
    public int framesDrawn() {
        return frames.get();
    }

    /** Whether the call has given it back. */
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}
