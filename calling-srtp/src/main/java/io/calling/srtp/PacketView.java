package io.calling.srtp;

/**
 * The packet in hand: where its parts lie in the array. Each path has one and reuses it, so that
 * nothing is allocated for a packet.
 *
 * <p>Reading looks at lengths only, and beyond nothing that it has not found to be there.
 */
final class PacketView {
    static final int RTP_HEADER = 12;
    static final int RTCP_HEADER = 8;
    static final int EXTENSION_HEADER = 4;

    private static final byte[] NONE = {};
    private static final int EXTENSION_BIT = 0x10;

    byte[] buffer = NONE;

    /** The packet's first byte. */
    int start;

    /** The first byte of the encrypted portion. */
    int body;

    /** The byte behind the packet. */
    int end;

    /** Bytes of CSRCs that are encrypted although they precede the extension's header (cryptex). */
    int encryptedCsrcBytes;

    int ssrc;
    int sequence;

    /** The packet index: rollover counter and sequence number, or the SRTCP index. */
    long index;

    /**
     * Finds the parts of an RTP packet (RFC 3550, 5.1), which may have {@code trailer} bytes more.
     */
    boolean readRtp(byte[] bytes, int from, int to, int trailer) {
        hold(bytes, from, to);
        if (to - from < RTP_HEADER + trailer || version() != 2) {
            return false;
        }
        sequence = BigEndian.unsignedShort(bytes, from + 2);
        ssrc = BigEndian.getInt(bytes, from + 8);
        body = from + RTP_HEADER + csrcBytes();
        if (hasExtension()) {
            if (body + EXTENSION_HEADER + trailer > to) {
                return false;
            }
            body += EXTENSION_HEADER + 4 * BigEndian.unsignedShort(bytes, body + 2);
        }
        return body + trailer <= to;
    }

    /** Finds the parts of a compound RTCP packet (RFC 3550, 6.1). */
    boolean readRtcp(byte[] bytes, int from, int to, int trailer) {
        hold(bytes, from, to);
        if (to - from < RTCP_HEADER + trailer || version() != 2) {
            return false;
        }
        ssrc = BigEndian.getInt(bytes, from + 4);
        body = from + RTCP_HEADER;
        return true;
    }

    private void hold(byte[] bytes, int from, int to) {
        buffer = bytes;
        start = from;
        end = to;
        encryptedCsrcBytes = 0;
    }

    private int version() {
        return (buffer[start] & 0xC0) >> 6;
    }

    int csrcBytes() {
        return 4 * (buffer[start] & 0x0F);
    }

    boolean hasExtension() {
        return (buffer[start] & EXTENSION_BIT) != 0;
    }

    void addExtensionBit() {
        buffer[start] |= EXTENSION_BIT;
    }

    /** The rollover counter (RFC 3711, 3.3.1). */
    int rollover() {
        return (int) (index >>> 16);
    }

    /** Lets go of the array. */
    void release() {
        buffer = NONE;
    }
}
