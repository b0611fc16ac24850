package io.calling.testkit.net;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The bytes that a packet carries. A value: never changed, equal where the bytes are. */
public final class Payload {
    /** No bytes. */
    public static final Payload NOTHING = new Payload(new byte[0]);

    private final byte[] bytes;

    private Payload(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy of a part of a buffer. */
    public static Payload copyOf(byte[] buffer, int offset, int length) {
        return new Payload(Arrays.copyOfRange(buffer, offset, offset + length));
    }

    /** A copy of the bytes. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** The byte at an index, 0 to 255. */
    public int at(int index) {
        return bytes[index] & 0xff;
    }

    /** How many bytes there are. */
    public int length() {
        return bytes.length;
    }

    /** Whether the bytes of {@code part} stand anywhere in these. */
    public boolean contains(byte[] part) {
        for (int at = 0; at + part.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    /** The bytes themselves, for readers that change nothing. */
    byte[] raw() {
        return bytes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Payload that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The bytes in hexadecimal. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
