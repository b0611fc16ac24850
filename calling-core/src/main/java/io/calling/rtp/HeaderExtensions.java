package io.calling.rtp;

/**
 * The elements of a packet's header extension, one after the other, with one-byte or two-byte
 * headers. Reused from packet to packet; not thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8285#section-4">RFC 8285, 4</a>
 */
public final class HeaderExtensions {
    static final int ONE_BYTE_PROFILE = 0xBEDE;
    static final int TWO_BYTE_PROFILE = 0x1000;

    /** "The local identifier value 15 is reserved for a future extension": reading ends there. */
    static final int ONE_BYTE_STOP = 15;

    private byte[] buffer = new byte[0];
    private int headerBytes;
    private int next;
    private int end;
    private int id;
    private int offset;
    private int length;

    /** Goes before the first element of a valid packet. */
    public HeaderExtensions wrap(RtpPacket packet) {
        buffer = packet.buffer();
        next = packet.extensionOffset() + Integer.BYTES;
        end = next + packet.extensionBytes();
        headerBytes = packet.hasExtension() ? headerBytes(packet) : 0;
        return this;
    }

    private static int headerBytes(RtpPacket packet) {
        int profile = Bytes.uint16(packet.buffer(), packet.extensionOffset());
        if (profile == ONE_BYTE_PROFILE) {
            return 1;
        }
        // The low four bits are "appbits", free for applications.
        return (profile & 0xFFF0) == TWO_BYTE_PROFILE ? 2 : 0;
    }

    /** Goes to the next element. Whether there is one; malformed ones end the list. */
    public boolean next() {
        if (headerBytes == 0) {
            return false;
        }
        while (next < end && buffer[next] == 0) {
            next++; // padding
        }
        return next + headerBytes <= end && (headerBytes == 1 ? readOneByte() : readTwoBytes());
    }

    private boolean readOneByte() {
        int header = Bytes.uint8(buffer, next);
        int elementId = header >>> 4;
        // "If the ID value 0 is used with a length field not equal to 0, ... processing of the
        // entire extension MUST terminate" (4.2).
        boolean stops = elementId == 0 || elementId == ONE_BYTE_STOP;
        return !stops && take(elementId, (header & 0x0F) + 1);
    }

    private boolean readTwoBytes() {
        return take(Bytes.uint8(buffer, next), Bytes.uint8(buffer, next + 1));
    }

    private boolean take(int elementId, int elementLength) {
        id = elementId;
        offset = next + headerBytes;
        length = elementLength;
        next = offset + elementLength;
        return next <= end;
    }

    /** Goes to the first element with this identifier, at or behind the next one. */
    public boolean find(int wantedId) {
        while (next()) {
            if (id == wantedId) {
                return true;
            }
        }
        return false;
    }

    /** What was negotiated for this element: 1 to 14, or to 255 with two-byte headers. */
    public int id() {
        return id;
    }

    /** Index of the element's first data byte in the packet's array. */
    public int offset() {
        return offset;
    }

    /** 1 to 16 data bytes, or 0 to 255 with two-byte headers. */
    public int length() {
        return length;
    }
}
