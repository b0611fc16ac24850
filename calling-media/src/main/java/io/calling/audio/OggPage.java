package io.calling.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The page of an Ogg stream.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3533#section-6">RFC 3533, 6</a>
 */
final class OggPage {
    /** Its first packet goes on from the page before. */
    static final int CONTINUED = 1;

    /** The stream's first. */
    static final int FIRST = 2;

    /** The stream's last. */
    static final int LAST = 4;

    static final int HEADER_BYTES = 27;
    static final int MAX_SEGMENTS = 255;
    static final int MAX_SEGMENT_BYTES = 255;

    /** The granule position of a page on which no packet ends. */
    static final long NO_POSITION = -1;

    static final byte[] MAGIC = "OggS".getBytes(StandardCharsets.US_ASCII);
    static final int TYPE_OFFSET = 5;
    static final int POSITION_OFFSET = 6;
    static final int SERIAL_OFFSET = 14;
    static final int NUMBER_OFFSET = 18;
    static final int CRC_OFFSET = 22;
    static final int COUNT_OFFSET = 26;

    private static final int CRC_POLYNOMIAL = 0x04C11DB7;
    private static final int[] CRC_TABLE = table();

    private OggPage() {}

    private static int[] table() {
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int crc = i << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc << 1 ^ (crc < 0 ? CRC_POLYNOMIAL : 0);
            }
            table[i] = crc;
        }
        return table;
    }

    /** A page of what is given. */
    static byte[] of(
            int type, long position, int serial, int number, byte[] segments, byte[] body) {
        ByteBuffer page = ByteBuffer.allocate(HEADER_BYTES + segments.length + body.length);
        page.order(ByteOrder.LITTLE_ENDIAN).put(MAGIC).put((byte) 0).put((byte) type);
        page.putLong(position).putInt(serial).putInt(number).putInt(0);
        page.put((byte) segments.length).put(segments).put(body);
        page.putInt(CRC_OFFSET, crc(page.array(), 0, page.capacity()));
        return page.array();
    }

    /**
     * Of a page, "with the CRC field in the header set to zero"; neither reflected nor inverted,
     * unlike the JDK's CRC-32.
     */
    static int crc(byte[] bytes, int offset, int length) {
        int crc = 0;
        for (int i = 0; i < length; i++) {
            boolean inField = i >= CRC_OFFSET && i < CRC_OFFSET + Integer.BYTES;
            int value = inField ? 0 : bytes[offset + i] & 0xFF;
            crc = crc << 8 ^ CRC_TABLE[crc >>> 24 ^ value];
        }
        return crc;
    }
}
