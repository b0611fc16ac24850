package io.calling.testkit;

import io.calling.media.AudioSink;
import java.util.HashMap;
import java.util.Map;

/**
 * A loudspeaker that tells what was heard: which tones, how many frames, how many gaps. Keeps
 * counts only, however long the call. Thread-safe.
 */
public final class AudioRecorder implements AudioSink {
    private final Map<TestTone, Integer> tones = new HashMap<>();
    private int frames;
    private int gaps;
    private int unknown;
    private int lastIndex = -1;
    private int outOfOrder;
    private boolean closed;

    /** Has heard nothing yet. */
    public AudioRecorder() {}

    @Override
    public synchronized void onFrame(byte[] buffer, int offset, int length) {
        frames++;
        TestTone.read(buffer, offset, length).ifPresentOrElse(this::note, () -> unknown++);
    }

    private synchronized void note(TestTone.Frame frame) {
        tones.merge(frame.tone(), 1, Integer::sum);
        if (frame.index() <= lastIndex) {
            outOfOrder++;
        }
        lastIndex = frame.index();
    }

    @Override
    public synchronized void onLostFrame() {
        gaps++;
    }

    /** Frames heard so far, silence included. */
    public synchronized int frames() {
        return frames;
    }

    /** Frames heard of one tone. */
    public synchronized int framesOf(TestTone tone) {
        return tones.getOrDefault(tone, 0);
    }

    /** Frames that are of no tone: the silence of a muted microphone, or something damaged. */
    public synchronized int framesOfNoTone() {
        return unknown;
    }

    /** Steps for which no frame arrived in time. */
    public synchronized int gaps() {
        return gaps;
    }

    /** Frames that came behind a later one: never, in a correct call. */
    public synchronized int framesOutOfOrder() {
        return outOfOrder;
    }

    /** Whether the call has given it back. */
    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
