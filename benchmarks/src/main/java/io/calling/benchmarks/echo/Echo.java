package io.calling.benchmarks.echo;

import io.calling.media.AudioSink;
import io.calling.media.AudioSource;
import io.calling.media.Media;

/** Says what it heard, a frame later: both on the one thread that an agent has for sound. */
final class Echo implements AudioSink, AudioSource {
    private static final int MOST_BYTES = 400;

    private final Counts counts;
    private final Grid grid = new Grid();
    private final byte[] frame = new byte[MOST_BYTES];
    private int length;

    Echo(Counts counts) {
        this.counts = counts;
    }

    Media media() {
        return Media.audio(this, this);
    }

    @Override
    public void onFrame(byte[] buffer, int offset, int bytes) {
        length = Math.min(bytes, MOST_BYTES);
        System.arraycopy(buffer, offset, frame, 0, length);
        counts.played(grid.step(System.nanoTime()));
    }

    @Override
    public void onLostFrame() {
        counts.concealed(grid.step(System.nanoTime()));
    }

    @Override
    public int nextFrame(byte[] buffer, int offset) {
        System.arraycopy(frame, 0, buffer, offset, length);
        return length;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
