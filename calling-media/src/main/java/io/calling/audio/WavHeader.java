package io.calling.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The 44 bytes in front of 16-bit PCM. */
final class WavHeader {
    static final int BYTES = 44;
    static final int PCM = 1;
    static final int BITS = 16;

    private WavHeader() {}

    static byte[] of(int sampleRate, int channels, int values) {
        int dataBytes = values * Short.BYTES;
        return ByteBuffer.allocate(BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("RIFF"))
                .putInt(BYTES - 8 + dataBytes)
                .put(ascii("WAVEfmt "))
                .putInt(16)
                .putShort((short) PCM)
                .putShort((short) channels)
                .putInt(sampleRate)
                .putInt(sampleRate * channels * Short.BYTES)
                .putShort((short) (channels * Short.BYTES))
                .putShort((short) BITS)
                .put(ascii("data"))
                .putInt(dataBytes)
                .array();
    }

    static byte[] littleEndian(short[] pcm, int offset, int values) {
        ByteBuffer bytes = ByteBuffer.allocate(values * Short.BYTES);
        bytes.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().put(pcm, offset, values);
        return bytes.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
