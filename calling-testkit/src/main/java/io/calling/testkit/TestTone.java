package io.calling.testkit;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A sound that can be told from others without a codec: each frame carries the tone's number and
 * its own. To the network a frame looks like 20 ms of Opus at a constant rate; a decoder would hear
 * noise.
 *
 * @param number 1 to 255
 */
public record TestTone(int number) {
    /** Bytes in a frame: Opus at 32 kbit/s. */
    public static final int FRAME_BYTES = 80;

    /** Opus configuration 31: CELT, full band, 20 ms, mono, one frame (RFC 6716, 3.1). */
    private static final byte TABLE_OF_CONTENTS = (byte) 0xF8;

    private static final int MARK = 0x546F6E65;

    /** Checks the number. */
    public TestTone {
        if (number < 1 || number > 255) {
            throw new IllegalArgumentException("a tone's number is 1 to 255, not " + number);
        }
    }

    /** Writes the frame with an index. */
    void write(int index, byte[] buffer, int offset) {
        ByteBuffer frame = ByteBuffer.wrap(buffer, offset, FRAME_BYTES);
        frame.put(TABLE_OF_CONTENTS).putInt(MARK).put((byte) number).putInt(index);
        while (frame.hasRemaining()) {
            frame.put((byte) (number * 31 + index * 17 + frame.position() - offset));
        }
    }

    /** Reads a frame; empty where it is none of a tone, or damaged. */
    static Optional<Frame> read(byte[] buffer, int offset, int length) {
        ByteBuffer frame = ByteBuffer.wrap(buffer, offset, length);
        if (length != FRAME_BYTES || frame.get() != TABLE_OF_CONTENTS || frame.getInt() != MARK) {
            return Optional.empty();
        }
        int number = frame.get() & 0xff;
        int index = frame.getInt();
        byte[] expected = new byte[FRAME_BYTES];
        if (number == 0) {
            return Optional.empty();
        }
        TestTone tone = new TestTone(number);
        tone.write(index, expected, 0);
        boolean whole = ByteBuffer.wrap(expected).equals(ByteBuffer.wrap(buffer, offset, length));
        return whole ? Optional.of(new Frame(tone, index)) : Optional.empty();
    }

    /**
     * One frame of a tone.
     *
     * @param tone which tone
     * @param index counts the frames of its microphone
     */
    record Frame(TestTone tone, int index) {}
}
