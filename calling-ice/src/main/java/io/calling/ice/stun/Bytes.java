package io.calling.ice.stun;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Big-endian integers in a byte array, unsigned up to 16 bits. */
final class Bytes {
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Bytes() {}

    static int uint16(byte[] buffer, int offset) {
        return (buffer[offset] & 0xFF) << 8 | buffer[offset + 1] & 0xFF;
    }

    static int int32(byte[] buffer, int offset) {
        return (int) INT.get(buffer, offset);
    }

    static long int64(byte[] buffer, int offset) {
        return (long) LONG.get(buffer, offset);
    }

    static void putUint16(byte[] buffer, int offset, int value) {
        buffer[offset] = (byte) (value >>> 8);
        buffer[offset + 1] = (byte) value;
    }

    static void putInt32(byte[] buffer, int offset, int value) {
        INT.set(buffer, offset, value);
    }

    static void putInt64(byte[] buffer, int offset, long value) {
        LONG.set(buffer, offset, value);
    }

    /** {@code length} rounded up to the 32-bit boundary on which attributes start. */
    static int padded(int length) {
        return length + 3 & ~3;
    }
}
