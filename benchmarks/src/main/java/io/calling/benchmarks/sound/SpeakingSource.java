package io.calling.benchmarks.sound;

import io.calling.media.AudioSource;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Packets as Chromium's are to whoever does not decode them: Opus of 20 ms whose first bits say
 * whether it carries a copy of the frame before. While {@link Voice} pauses, Chromium's carry none.
 */
final class SpeakingSource implements AudioSource {
    private static final int BYTES = 80;

    /** Configuration 13, hybrid, super-wideband, 20 ms, mono, one frame (RFC 6716, 3.1). */
    private static final byte TABLE_OF_CONTENTS = 13 << 3;

    /** Somebody speaks; a copy follows (RFC 6716, 4.2.3). */
    private static final int SPOKEN = 0x80;

    private static final int COPY = 0x40;

    /** Of five seconds, four; of Chromium's packets, 79 % carried copies. */
    private static final int SENTENCE_FRAMES = 250;

    private static final int SPOKEN_FRAMES = 198;

    private final boolean copies;
    private final IntConsumer onFrame;
    private int frames;

    /**
     * @param copies whether there are any, as where the peer reports losses
     * @param onFrame told the number of each frame before it leaves
     */
    SpeakingSource(boolean copies, IntConsumer onFrame) {
        this.copies = copies;
        this.onFrame = onFrame;
    }

    @Override
    public int nextFrame(byte[] buffer, int offset) {
        onFrame.accept(frames);
        boolean speaks = frames++ % SENTENCE_FRAMES < SPOKEN_FRAMES;
        Arrays.fill(buffer, offset, offset + BYTES, (byte) 0);
        buffer[offset] = TABLE_OF_CONTENTS;
        int flags = copies ? SPOKEN | COPY : SPOKEN;
        buffer[offset + 1] = (byte) (speaks ? flags : 0);
        return BYTES;
    }
}
