package io.calling.examples.videocall;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * VP8 frames from an IVF file.
 *
 * <pre>
 * "DKIF", version 16, header length 16, "VP80", width 16, height 16, rate 32, scale 32, frames 32,
 * unused 32; then for each frame: length 32, timestamp 64, the frame. Little endian.
 * </pre>
 *
 * @param frames in order; the first one is a key frame
 * @param nanos how long it lasts
 */
record IvfClip(List<Frame> frames, long nanos) {
    private static final int HEADER_BYTES = 32;
    private static final int FRAME_HEADER_BYTES = 12;
    private static final long MAX_BYTES = 256L * 1024 * 1024;
    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * One frame.
     *
     * @param atNanos since the beginning
     * @param bytes as encoded; not copied, so not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // hundreds of frames, played again and again
    record Frame(long atNanos, byte[] bytes) {
        /** RFC 6386, 9.1: the first bit is 0 for key frames. */
        boolean isKey() {
            return bytes.length > 0 && (bytes[0] & 1) == 0;
        }
    }

    IvfClip {
        frames = List.copyOf(frames);
    }

    static IvfClip read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("the file is larger than 256 MB");
        }
        return read(Files.readAllBytes(file));
    }

    static IvfClip read(byte[] file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (in.remaining() < HEADER_BYTES || !text(file, 0).equals("DKIF")) {
            throw new IOException("it is no IVF file");
        }
        if (!text(file, 8).equals("VP80")) {
            throw new IOException("it holds no VP8 video");
        }
        double tick = NANOS_PER_SECOND * in.getInt(20) / in.getInt(16);
        if (!(tick > 0 && tick <= NANOS_PER_SECOND)) {
            throw new IOException("its time base makes no sense");
        }
        in.position(Short.toUnsignedInt(in.getShort(6)));
        return new IvfClip(frames(in, tick));
    }

    private IvfClip(List<Frame> frames) throws IOException {
        this(frames, lengthOf(frames));
    }

    private static String text(byte[] file, int at) {
        return new String(file, at, 4, StandardCharsets.US_ASCII);
    }

    private static List<Frame> frames(ByteBuffer in, double tick) {
        List<Frame> frames = new ArrayList<>();
        long first = 0;
        while (in.remaining() >= FRAME_HEADER_BYTES) {
            int length = in.getInt();
            long time = in.getLong();
            if (length < 0 || length > in.remaining()) {
                break; // a recording that was cut off: what is there is there
            }
            byte[] bytes = new byte[length];
            in.get(bytes);
            first = frames.isEmpty() ? time : first;
            frames.add(new Frame((long) ((time - first) * tick), bytes));
        }
        return frames;
    }

    /** The last frame lasts as long as the one before. */
    private static long lengthOf(List<Frame> frames) throws IOException {
        if (frames.size() < 2 || !frames.get(0).isKey()) {
            throw new IOException("it does not begin with a key frame and another frame");
        }
        long last = frames.get(frames.size() - 1).atNanos();
        long length = last + last - frames.get(frames.size() - 2).atNanos();
        if (length <= 0) {
            throw new IOException("its frames are not in order");
        }
        return length;
    }

    /** The first key frame at or after this one, going round. */
    int keyFrameFrom(int index) {
        for (int i = 0; i < frames.size(); i++) {
            int candidate = (index + i) % frames.size();
            if (frames.get(candidate).isKey()) {
                return candidate;
            }
        }
        return 0;
    }
}
