package io.calling.testkit;

import io.calling.media.AudioSource;
import java.util.concurrent.atomic.AtomicInteger;

/** A microphone that hears a {@link TestSound}, and tells whether anybody drew from it. */
public final class TestMicrophone implements AudioSource {
    private final AtomicInteger frames = new AtomicInteger();
    private volatile TestSound sound;
    private volatile boolean paused;
    private volatile boolean broken;
    private volatile boolean closed;

    /** A microphone that hears this tone, or voice, all the time. */
    public TestMicrophone(TestSound sound) {
        this.sound = sound;
    }

    /** Hears another tone, or a voice, from now on. */
    public void play(TestSound other) {
        sound = other;
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
        sound.write(frames.getAndIncrement(), buffer, offset);
        return TestSound.FRAME_BYTES;
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
