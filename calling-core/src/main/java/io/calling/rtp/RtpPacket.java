package io.calling.rtp;

import java.util.Arrays;

/**
 * A view of one RTP packet, in the array in which it came. Reused from packet to packet; not
 * thread-safe.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 * |                           timestamp                           |
 * |                              SSRC                             |
 * |                   CSRC, CC of them, extension                 |
 * </pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3550#section-5.1">RFC 3550, 5.1</a>
 */
public final class RtpPacket {
    /** Bytes of the header without CSRC and extension. */
    public static final int HEADER_BYTES = 12;

    private static final int VERSION = 2;
    private static final int PADDING_BIT = 0x20;
    private static final int EXTENSION_BIT = 0x10;
    private static final int MARKER_BIT = 0x80;
    private static final int MAX_PADDING_BYTES = 255;

    private byte[] buffer = new byte[HEADER_BYTES];
    private int offset;
    private int extensionOffset;
    private int extensionWords;
    private int payloadOffset;
    private int payloadLength;
    private int paddingBytes;

    /**
     * Looks at {@code length} bytes from {@code offset}.
     *
     * @return whether they are an RTP packet; where not, the view must not be read
     */
    public boolean wrap(byte[] buffer, int offset, int length) {
        if (this.buffer != buffer) { // mostly the same, and a collector looks at what was stored
            this.buffer = buffer;
        }
        this.offset = offset;
        if (length < HEADER_BYTES || Bytes.uint8(buffer, offset) >>> 6 != VERSION) {
            return false;
        }
        int end = offset + length;
        return findPayload(end) && findPadding(end);
    }

    private boolean findPayload(int end) {
        payloadOffset = offset + HEADER_BYTES + Integer.BYTES * csrcCount();
        extensionOffset = payloadOffset;
        extensionWords = 0;
        if (hasExtension()) {
            payloadOffset += Integer.BYTES;
            if (payloadOffset > end) {
                return false;
            }
            extensionWords = Bytes.uint16(buffer, extensionOffset + 2);
            payloadOffset += Integer.BYTES * extensionWords;
        }
        return payloadOffset <= end;
    }

    private boolean findPadding(int end) {
        payloadLength = end - payloadOffset;
        paddingBytes = 0;
        if ((Bytes.uint8(buffer, offset) & PADDING_BIT) == 0) {
            return true;
        }
        // "The last octet of the padding contains a count of how many padding octets should be
        // ignored, including itself." (5.1)
        paddingBytes = payloadLength == 0 ? 0 : Bytes.uint8(buffer, end - 1);
        payloadLength -= paddingBytes;
        return paddingBytes > 0 && payloadLength >= 0;
    }

    /** The array that holds the packet. */
    public byte[] buffer() {
        return buffer;
    }

    /** Index of the packet's first byte. */
    public int offset() {
        return offset;
    }

    /** The marker bit; for audio, the first packet after silence. */
    public boolean marker() {
        return (buffer[offset + 1] & MARKER_BIT) != 0;
    }

    /** 0 to 127. */
    public int payloadType() {
        return buffer[offset + 1] & 0x7F;
    }

    /** 0 to 65,535; see {@link SequenceNumber}. */
    public int sequenceNumber() {
        return Bytes.uint16(buffer, offset + 2);
    }

    /** The media clock's 32 bits. */
    public int timestamp() {
        return Bytes.int32(buffer, offset + 4);
    }

    /** See {@link Ssrc}. */
    public int ssrc() {
        return Bytes.int32(buffer, offset + 8);
    }

    /** 0 to 15 contributing sources. */
    public int csrcCount() {
        return buffer[offset] & 0x0F;
    }

    /** The contributing source at {@code index}, below {@link #csrcCount()}. */
    public int csrc(int index) {
        return Bytes.int32(buffer, offset + HEADER_BYTES + Integer.BYTES * index);
    }

    /** Whether there is a header extension, for {@link HeaderExtensions} to read. */
    public boolean hasExtension() {
        return (buffer[offset] & EXTENSION_BIT) != 0;
    }

    /** Index of the extension's first byte: its profile number. */
    int extensionOffset() {
        return extensionOffset;
    }

    /** Length of the extension after profile and length. */
    int extensionBytes() {
        return Integer.BYTES * extensionWords;
    }

    /** Index of the payload's first byte in {@link #buffer()}. */
    public int payloadOffset() {
        return payloadOffset;
    }

    /** Length of the payload, without padding; may be 0. */
    public int payloadLength() {
        return payloadLength;
    }

    /** Length of everything that is not payload: header, extension, padding. */
    public int headerBytes() {
        return payloadOffset - offset + paddingBytes;
    }

    /** Length of the padding, 0 to 255. */
    public int paddingBytes() {
        return paddingBytes;
    }

    /**
     * Writes the twelve bytes of a header without CSRC, extension or padding.
     *
     * @return {@link #HEADER_BYTES}
     */
    public static int writeHeader(
            byte[] buffer,
            int offset,
            boolean marker,
            int payloadType,
            int sequenceNumber,
            int timestamp,
            int ssrc) {
        Bytes.put8(buffer, offset, VERSION << 6);
        Bytes.put8(buffer, offset + 1, payloadType | (marker ? MARKER_BIT : 0));
        Bytes.put16(buffer, offset + 2, sequenceNumber);
        Bytes.put32(buffer, offset + 4, timestamp);
        Bytes.put32(buffer, offset + 8, ssrc);
        return HEADER_BYTES;
    }

    /**
     * Pads the payload of a packet whose header was written: up to 255 bytes (RFC 3550, 5.1).
     *
     * @param offset of the header
     * @param payload index of the payload's first byte
     * @param length of the payload
     * @param wanted length of payload and padding
     * @return the length that they have, which is less where that is too much
     */
    public static int pad(byte[] buffer, int offset, int payload, int length, int wanted) {
        int padding = Math.max(0, Math.min(MAX_PADDING_BYTES, wanted - length));
        if (padding > 0) {
            buffer[offset] |= PADDING_BIT;
            int end = payload + length + padding;
            Arrays.fill(buffer, payload + length, end - 1, (byte) 0);
            Bytes.put8(buffer, end - 1, padding);
        }
        return length + padding;
    }

    /** Marks a header that was written without one as followed by an extension. */
    static void setExtensionBit(byte[] buffer, int offset) {
        buffer[offset] |= EXTENSION_BIT;
    }
}
