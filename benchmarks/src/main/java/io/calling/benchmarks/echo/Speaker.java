package io.calling.benchmarks.echo;

import io.calling.media.AudioSink;
import io.calling.media.AudioSource;
import io.calling.media.Media;

/** Says frames with the time in them, and measures when it hears them again. */
final class Speaker implements AudioSink, AudioSource {
    /** Twenty milliseconds of Opus at 32 kbit/s. */
    private static final int FRAME_BYTES = 80;

    /** Opus: CELT, full band, one frame of 20 ms (RFC 6716, 3.1). */
    private static final byte CONTENTS = (byte) 0xF8;

    private final Counts counts;
    private final Grid grid = new Grid();

    Speaker(Counts counts) {
        this.counts = counts;
    }

    Media media() {
        return Media.audio(this, this);
    }

    @Override
    public int nextFrame(byte[] buffer, int offset) {
        buffer[offset] = CONTENTS;
        long now = System.nanoTime();
        for (int i = 0; i < Long.BYTES; i++) {
            buffer[offset + 1 + i] = (byte) (now >>> 8 * i);
        }
        return FRAME_BYTES;
    }

    @Override
    public void onFrame(byte[] buffer, int offset, int length) {
        long now = System.nanoTime();
        counts.played(grid.step(now));
        if (length == FRAME_BYTES) {
            long said = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                said |= (buffer[offset + 1 + i] & 0xFFL) << 8 * i;
            }
            counts.heardAgain(now - said);
        }
    }

    @Override
    public void onLostFrame() {
        counts.concealed(grid.step(System.nanoTime()));
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
