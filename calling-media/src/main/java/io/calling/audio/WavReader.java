package io.calling.audio;

import io.calling.audio.WavException.Problem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Walks the chunks of a RIFF file. */
final class WavReader {
    static final int MAX_BYTES = 64 * 1024 * 1024;

    private static final int RIFF = 0x46464952;
    private static final int WAVE = 0x45564157;
    private static final int FORMAT = 0x20746D66;
    private static final int DATA = 0x61746164;
    private static final int CHUNK_HEADER_BYTES = 8;
    private static final int FORMAT_BYTES = 16;

    /** "WAVE_FORMAT_EXTENSIBLE": the format proper is in the first two bytes of a GUID. */
    private static final int EXTENSIBLE = 0xFFFE;

    private static final int SUBFORMAT_OFFSET = 24;

    private final ByteBuffer in;
    private @Nullable ByteBuffer format;

    private WavReader(byte[] file) {
        in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    static WavFile read(byte[] file) throws WavException {
        if (file.length > MAX_BYTES) {
            throw new WavException(Problem.TOO_LARGE, "The file is larger than 64 MB");
        }
        return new WavReader(file).read();
    }

    private WavFile read() throws WavException {
        if (in.remaining() < 12 || in.getInt() != RIFF || in.getInt(8) != WAVE) {
            throw new WavException(Problem.NOT_WAV, "The file doesn't begin as a WAV file does");
        }
        in.position(12);
        while (in.remaining() >= CHUNK_HEADER_BYTES) {
            int id = in.getInt();
            long length = in.getInt() & 0xFFFF_FFFFL;
            if (id == DATA) {
                return readData(length);
            }
            ByteBuffer chunk = take(length);
            if (id == FORMAT) {
                format = chunk;
            }
        }
        throw new WavException(Problem.TRUNCATED, "The file ends before its audio");
    }

    /** One chunk, and the byte that pads it to an even length, if it is there. */
    private ByteBuffer take(long length) throws WavException {
        if (length > in.remaining()) {
            throw new WavException(Problem.TRUNCATED, "The file ends within a chunk");
        }
        // Not slice(index, length), which Android has only since API 34.
        ByteBuffer chunk = in.duplicate().limit(in.position() + (int) length).slice();
        chunk.order(ByteOrder.LITTLE_ENDIAN);
        in.position((int) Math.min(in.limit(), in.position() + length + (length & 1)));
        return chunk;
    }

    private WavFile readData(long length) throws WavException {
        ByteBuffer described = format;
        if (described == null || described.remaining() < FORMAT_BYTES) {
            throw new WavException(Problem.NOT_WAV, "The file doesn't say what its audio is");
        }
        int channels = described.getShort(2);
        int rate = described.getInt(4);
        check(encoding(described), channels, rate, described.getShort(14));
        // Programs that write to a pipe leave the length at its largest value.
        long present = length >= 0x7FFF_FFFFL ? in.remaining() : length;
        ByteBuffer data = take(present);
        short[] pcm = new short[data.remaining() / Short.BYTES / channels * channels];
        data.asShortBuffer().get(pcm);
        return WavFile.of(rate, channels, pcm);
    }

    private static int encoding(ByteBuffer format) {
        int tag = format.getShort(0) & 0xFFFF;
        boolean extended = tag == EXTENSIBLE && format.remaining() >= SUBFORMAT_OFFSET + 2;
        return extended ? format.getShort(SUBFORMAT_OFFSET) & 0xFFFF : tag;
    }

    private static void check(int encoding, int channels, int rate, int bits) throws WavException {
        if (encoding != WavHeader.PCM || bits != WavHeader.BITS) {
            throw new WavException(
                    Problem.UNSUPPORTED,
                    "The file holds "
                            + bits
                            + "-bit audio of format "
                            + encoding
                            + "; only 16-bit PCM can be read");
        }
        if (channels != 1 && channels != 2) {
            throw new WavException(
                    Problem.UNSUPPORTED, "The file has " + channels + " channels, not 1 or 2");
        }
        if (rate < WavFile.MIN_RATE || rate > WavFile.MAX_RATE) {
            throw new WavException(
                    Problem.UNSUPPORTED, "The file has " + rate + " Hz, not 8000 to 48000");
        }
    }
}
