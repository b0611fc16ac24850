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
public record TestTone(int number) implements TestSound {
    /** Opus configuration 31: CELT, full band, 20 ms, mono, one frame (RFC 6716, 3.1). */
    private static final byte TABLE_OF_CONTENTS = (byte) 0xF8;

    private static final int MARK = 0x546F6E65;

    /** Checks the number. */
    public TestTone {
        if (number < 1 || number > 255) {
            throw new IllegalArgumentException("a tone's number is 1 to 255, not " + number);
        }
    }

    @Override
    public void write(int index, byte[] buffer, int offset) {
        ByteBuffer frame = ByteBuffer.wrap(buffer, offset, FRAME_BYTES);
        frame.put(TABLE_OF_CONTENTS).putInt(MARK).put((byte) number).putInt(index);
        while (frame.hasRemaining()) {
            frame.put((byte) (number * 31 + index * 17 + frame.position() - offset));
        }
    }

    /** Reads a frame; empty where it is none of a tone, or damaged. */
    static Optional<SoundFrame> read(byte[] buffer, int offset) {
        ByteBuffer frame = ByteBuffer.wrap(buffer, offset, FRAME_BYTES);
        if (frame.get() != TABLE_OF_CONTENTS || frame.getInt() != MARK) {
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
        ByteBuffer read = ByteBuffer.wrap(buffer, offset, FRAME_BYTES);
        boolean whole = ByteBuffer.wrap(expected).equals(read);
        return whole ? Optional.of(new SoundFrame(tone, index)) : Optional.empty();
    }
}
