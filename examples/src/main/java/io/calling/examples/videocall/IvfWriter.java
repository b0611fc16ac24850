package io.calling.examples.videocall;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes VP8 frames to an IVF file, whose layout {@link IvfClip} shows; ticks of 90 kHz. */
final class IvfWriter implements AutoCloseable {
    private static final int HEADER_BYTES = 32;
    private static final int CLOCK_RATE = 90_000;
    private static final int SIZE_OFFSET = 6;
    private static final int SIZE_MASK = 0x3FFF;

    private final RandomAccessFile file;
    private int width;
    private int height;
    private int frames;
    private long lastTicks;
    private long endTicks;

    IvfWriter(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "rw");
        file.setLength(0);
        file.write(header());
    }

    void write(byte[] frame, long ticks) throws IOException {
        if (frames == 0 && frame.length >= SIZE_OFFSET + 4) {
            // RFC 6386, 9.1: a key frame says its size behind the start code.
            ByteBuffer key = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
            width = key.getShort(SIZE_OFFSET) & SIZE_MASK;
            height = key.getShort(SIZE_OFFSET + 2) & SIZE_MASK;
        }
        ByteBuffer out = ByteBuffer.allocate(12 + frame.length).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(frame.length).putLong(ticks).put(frame);
        file.write(out.array());
        endTicks = 2 * ticks - lastTicks; // the last frame lasts as long as the one before
        lastTicks = ticks;
        frames++;
    }

    int frames() {
        return frames;
    }

    private byte[] header() {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.put("DKIF".getBytes(StandardCharsets.US_ASCII));
        header.putShort((short) 0).putShort((short) HEADER_BYTES);
        header.put("VP80".getBytes(StandardCharsets.US_ASCII));
        header.putShort((short) width).putShort((short) height);
        // Called the number of frames by some; players read it as the length, in ticks.
        header.putInt(CLOCK_RATE).putInt(1).putInt((int) endTicks);
        return header.array();
    }

    /** Completes the header. */
    @Override
    public void close() throws IOException {
        try (file) {
            file.seek(0);
            file.write(header());
        }
    }
}
