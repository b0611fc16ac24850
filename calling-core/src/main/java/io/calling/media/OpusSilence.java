package io.calling.media;

import java.util.Arrays;

/**
 * Opus packets of 20 ms of silence, of any size: one CELT frame that says "silence" in two bytes,
 * padded.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6716#section-3.2.5">RFC 6716, 3.2.5</a>
 */
final class OpusSilence {
    /** Configuration 31 (CELT, full band, 20 ms), mono; code 0: one frame. */
    private static final byte TOC_ONE_FRAME = (byte) 0xF8;

    /** The same with code 3: a frame count byte follows. */
    private static final byte TOC_COUNTED = (byte) 0xFB;

    /** Constant size, padded, one frame. */
    private static final byte PADDED_ONE = 0x41;

    private static final int FRAME_BYTES = 2;

    private OpusSilence() {}

    static void write(byte[] buffer, int offset, int length) {
        Arrays.fill(buffer, offset, offset + length, (byte) 0);
        if (length >= 3 + FRAME_BYTES) {
            writePadded(buffer, offset, length);
        } else if (length > 0) {
            // Too small to pad: an empty frame, which decoders conceal as lost.
            buffer[offset] = TOC_ONE_FRAME;
        }
    }

    private static void writePadded(byte[] buffer, int offset, int length) {
        int padding = length - 3 - FRAME_BYTES;
        int at = offset;
        buffer[at++] = TOC_COUNTED;
        buffer[at++] = PADDED_ONE;
        // "255 indicates that 254 bytes of padding follow, plus those that the next byte counts":
        // each length byte past the first is itself taken out of the padding.
        while (padding > 254) {
            buffer[at++] = (byte) 255;
            padding -= 255;
        }
        buffer[at++] = (byte) padding;
        buffer[at++] = (byte) 0xFF;
        buffer[at] = (byte) 0xFE;
    }
}
