package io.calling.testkit;

import io.calling.media.AudioSink;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A loudspeaker that tells what was heard: which tones and voices, how much of them, how many gaps.
 * Keeps counts only, however long the call. Thread-safe.
 */
public final class AudioRecorder implements AudioSink {
    private final Map<TestSound, Integer> sounds = new HashMap<>();
    private final Map<TestSpeech, BitSet> sentences = new HashMap<>();
    private int frames;
    private int gaps;
    private int unknown;
    private @Nullable SoundFrame last;
    private int outOfOrder;
    private boolean closed;

    /** Has heard nothing yet. */
    public AudioRecorder() {}

    @Override
    public synchronized void onFrame(byte[] buffer, int offset, int length) {
        frames++;
        SoundFrame.read(buffer, offset, length).ifPresentOrElse(this::note, () -> unknown++);
    }

    private synchronized void note(SoundFrame frame) {
        sounds.merge(frame.sound(), 1, Integer::sum);
        if (frame.sound() instanceof TestSpeech speech) {
            sentences.computeIfAbsent(speech, voice -> new BitSet()).set(frame.index());
        }
        if (frame.isBehind(last)) {
            outOfOrder++;
        }
        last = frame;
    }

    @Override
    public synchronized void onLostFrame() {
        gaps++;
    }

    /** Frames heard so far, silence included. */
    public synchronized int frames() {
        return frames;
    }

    /** Frames heard of one tone, or of one voice. */
    public synchronized int framesOf(TestSound sound) {
        return sounds.getOrDefault(sound, 0);
    }

    /**
     * How much of a sentence was heard: of its frames so many percent, each at least once. A
     * sentence that is said again makes up for what was lost the first time.
     */
    public synchronized int percentOf(TestSpeech speech) {
        BitSet heard = sentences.get(speech);
        return heard == null ? 0 : heard.cardinality() * 100 / speech.frames();
    }

    /**
     * Frames that are of no tone and no voice: the silence of a muted microphone, or something
     * damaged.
     */
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
