package io.calling.rtp;

/** Numbers in network byte order; the caller has checked the bounds. */
final class Bytes {
    private Bytes() {}

    static int uint8(byte[] buffer, int offset) {
        return buffer[offset] & 0xFF;
    }

    static int uint16(byte[] buffer, int offset) {
        return uint8(buffer, offset) << 8 | uint8(buffer, offset + 1);
    }

    static int uint24(byte[] buffer, int offset) {
        return uint8(buffer, offset) << 16 | uint16(buffer, offset + 1);
    }

    /** Signed. */
    static int int24(byte[] buffer, int offset) {
        return uint24(buffer, offset) << 8 >> 8;
    }

    static int int32(byte[] buffer, int offset) {
        return uint16(buffer, offset) << 16 | uint16(buffer, offset + 2);
    }

    static long uint32(byte[] buffer, int offset) {
        return int32(buffer, offset) & 0xFFFFFFFFL;
    }

    static void put8(byte[] buffer, int offset, int value) {
        buffer[offset] = (byte) value;
    }

    static void put16(byte[] buffer, int offset, int value) {
        buffer[offset] = (byte) (value >>> 8);
        buffer[offset + 1] = (byte) value;
    }

    static void put24(byte[] buffer, int offset, int value) {
        buffer[offset] = (byte) (value >>> 16);
        put16(buffer, offset + 1, value);
    }

    static void put32(byte[] buffer, int offset, int value) {
        put16(buffer, offset, value >>> 16);
        put16(buffer, offset + 2, value);
    }
}
