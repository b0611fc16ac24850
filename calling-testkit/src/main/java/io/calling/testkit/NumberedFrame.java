package io.calling.testkit;

import io.calling.media.VideoFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.OptionalInt;

/** Frames with a number in them, in a form that packetizers of a format take for real ones. */
final class NumberedFrame {
    private static final int MARK = 0x56696445;
    private static final int VP8_TAG_BYTES = 3;
    private static final int VP8_KEY_BYTES = 7;
    private static final int VP8_NUMBER_BYTES = 8;
    private static final byte[] START_CODE = {0, 0, 0, 1};
    private static final byte IDR = 0x65;
    private static final byte OTHER_SLICE = 0x41;
    private static final int DIGITS = 5;

    private NumberedFrame() {}

    static byte[] write(VideoFormat format, int number, boolean key, int bytes) {
        return switch (format) {
            case VP8 -> vp8(number, key, bytes);
            case H264 -> h264(number, key, bytes);
        };
    }

    /** RFC 6386, 9.1. */
    private static byte[] vp8(int number, boolean key, int bytes) {
        ByteBuffer frame = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int header = VP8_TAG_BYTES + (key ? VP8_KEY_BYTES : 0);
        int tag = (key ? 0 : 1) | 1 << 4 | bytes - header << 5;
        frame.put((byte) tag).put((byte) (tag >>> 8)).put((byte) (tag >>> 16));
        if (key) {
            frame.put((byte) 0x9d).put((byte) 0x01).put((byte) 0x2a);
            frame.putShort((short) TestCamera.WIDTH).putShort((short) TestCamera.HEIGHT);
        }
        frame.putInt(MARK).putInt(number);
        fill(frame.array(), header + VP8_NUMBER_BYTES, number, 0);
        return frame.array();
    }

    /** One NAL unit; no byte of it is small, so that nothing looks like a start code. */
    private static byte[] h264(int number, boolean key, int bytes) {
        byte[] frame = Arrays.copyOf(START_CODE, bytes);
        int at = START_CODE.length;
        frame[at++] = key ? IDR : OTHER_SLICE;
        for (int digit = 0; digit < DIGITS; digit++) {
            frame[at++] = (byte) (number >>> 7 * digit | 0x80);
        }
        fill(frame, at, number, 0x80);
        return frame;
    }

    private static void fill(byte[] frame, int from, int number, int always) {
        for (int i = from; i < frame.length; i++) {
            frame[i] = (byte) (number * 31 + i * 17 | always);
        }
    }

    private static VideoFormat format(byte[] frame) {
        return frame.length > START_CODE.length
                        && Arrays.equals(Arrays.copyOf(frame, START_CODE.length), START_CODE)
                ? VideoFormat.H264
                : VideoFormat.VP8;
    }

    static boolean isKeyFrame(byte[] frame) {
        return switch (format(frame)) {
            case VP8 -> frame.length > 0 && (frame[0] & 1) == 0;
            case H264 -> frame[START_CODE.length] == IDR;
        };
    }

    /** Its number, if it is whole. */
    static OptionalInt read(byte[] frame) {
        VideoFormat format = format(frame);
        boolean key = isKeyFrame(frame);
        int at = START_CODE.length + 1;
        if (format == VideoFormat.VP8) {
            at = VP8_TAG_BYTES + (key ? VP8_KEY_BYTES : 0) + Integer.BYTES;
        }
        if (frame.length < at + VP8_NUMBER_BYTES) {
            return OptionalInt.empty();
        }
        int number = format == VideoFormat.VP8 ? littleEndian(frame, at) : digits(frame, at);
        return Arrays.equals(write(format, number, key, frame.length), frame)
                ? OptionalInt.of(number)
                : OptionalInt.empty();
    }

    private static int littleEndian(byte[] frame, int at) {
        return ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
    }

    private static int digits(byte[] frame, int at) {
        int number = 0;
        for (int digit = 0; digit < DIGITS; digit++) {
            number |= (frame[at + digit] & 0x7F) << 7 * digit;
        }
        return number;
    }
}
