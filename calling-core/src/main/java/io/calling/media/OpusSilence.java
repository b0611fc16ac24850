package io.calling.media;

import java.time.Duration;
import java.util.Arrays;

/**
 * Opus packets of silence, of any size: CELT frames that say "silence" in two bytes each, padded.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6716#section-3.2.5">RFC 6716, 3.2.5</a>
 */
final class OpusSilence {
    /** Configuration 31 (CELT, full band, 20 ms), mono; code 0: one frame. */
    private static final byte TOC_ONE_FRAME = (byte) 0xF8;

    /** The same with code 3: a frame count byte follows. */
    private static final byte TOC_COUNTED = (byte) 0xFB;

    /** From configuration 31 to 30: 10 ms. */
    private static final int SHORT = 0x08;

    /** Frames of constant size, padded; their count is added. */
    private static final int PADDED = 0x40;

    private static final int FRAME_MILLIS = 20;
    private static final int FRAME_BYTES = 2;

    private OpusSilence() {}

    /**
     * @param duration 10 ms, or a multiple of 20 ms up to 120
     */
    static void write(byte[] buffer, int offset, int length, Duration duration) {
        int millis = (int) duration.toMillis();
        int frames = Math.max(1, millis / FRAME_MILLIS);
        int shorter = millis < FRAME_MILLIS ? SHORT : 0;
        Arrays.fill(buffer, offset, offset + length, (byte) 0);
        if (length >= 3) {
            writePadded(buffer, offset, length, frames, (byte) (TOC_COUNTED - shorter));
        } else if (length == 2 && frames > 1) {
            buffer[offset] = TOC_COUNTED;
            buffer[offset + 1] = (byte) frames;
        } else if (length > 0) {
            buffer[offset] = (byte) (TOC_ONE_FRAME - shorter);
        }
    }

    /** Where there is no room, with empty frames, which decoders conceal as lost. */
    private static void writePadded(byte[] buffer, int offset, int length, int frames, byte toc) {
        int written = length - 3 >= frames * FRAME_BYTES ? frames : 0;
        int padding = length - 3 - written * FRAME_BYTES;
        int at = offset;
        buffer[at++] = toc;
        buffer[at++] = (byte) (PADDED | frames);
        // "255 indicates that 254 bytes of padding follow, plus those that the next byte counts":
        // each length byte past the first is itself taken out of the padding.
        while (padding > 254) {
            buffer[at++] = (byte) 255;
            padding -= 255;
        }
        buffer[at++] = (byte) padding;
        for (int frame = 0; frame < written; frame++) {
            buffer[at++] = (byte) 0xFF;
            buffer[at++] = (byte) 0xFE;
        }
    }
}
