package io.calling.ice.turn;

/** The header of a ChannelData message: number and length (RFC 8656, 12.4). */
final class ChannelData {
    static final int HEADER_BYTES = 4;

    private ChannelData() {}

    /** Whether the first two bits are those of a channel number, and not of STUN. */
    static boolean isChannelData(byte[] buffer, int offset, int length) {
        return length > 0 && (buffer[offset] & 0xC0) == 0x40;
    }

    static int number(byte[] buffer, int offset) {
        return uint16(buffer, offset);
    }

    /** The bytes of data in the message, or -1 where the header claims more than there is. */
    static int dataBytes(byte[] buffer, int offset, int length) {
        if (length < HEADER_BYTES) {
            return -1;
        }
        int claimed = uint16(buffer, offset + 2);
        return claimed <= length - HEADER_BYTES ? claimed : -1;
    }

    static int uint16(byte[] buffer, int at) {
        return (buffer[at] & 0xFF) << 8 | buffer[at + 1] & 0xFF;
    }

    static void write(byte[] buffer, int at, int number, int dataBytes) {
        putUint16(buffer, at, number);
        putUint16(buffer, at + 2, dataBytes);
    }

    static void putUint16(byte[] buffer, int at, int value) {
        buffer[at] = (byte) (value >>> 8);
        buffer[at + 1] = (byte) value;
    }
}
