package io.calling.srtp;

/**
 * Where the parts of the packet in hand lie in its array. Each path has one and reuses it, so that
 * nothing is allocated for a packet.
 *
 * <p>It does not hold the array, which goes from method to method beside it: to store a reference
 * costs a memory barrier for each packet where the garbage collector watches such stores.
 *
 * <p>Reading looks at lengths only, and beyond nothing that it has not found to be there.
 */
final class PacketView {
    static final int RTP_HEADER = 12;
    static final int RTCP_HEADER = 8;
    static final int EXTENSION_HEADER = 4;

    private static final int EXTENSION_BIT = 0x10;

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
        hold(from, to);
        if (to - from < RTP_HEADER + trailer || !isVersion2(bytes[from])) {
            return false;
        }
        sequence = BigEndian.unsignedShort(bytes, from + 2);
        ssrc = BigEndian.getInt(bytes, from + 8);
        body = from + RTP_HEADER + csrcBytes(bytes);
        if (hasExtension(bytes)) {
            if (body + EXTENSION_HEADER + trailer > to) {
                return false;
            }
            body += EXTENSION_HEADER + 4 * BigEndian.unsignedShort(bytes, body + 2);
        }
        return body + trailer <= to;
    }

    /** Finds the parts of a compound RTCP packet (RFC 3550, 6.1). */
    boolean readRtcp(byte[] bytes, int from, int to, int trailer) {
        hold(from, to);
        if (to - from < RTCP_HEADER + trailer || !isVersion2(bytes[from])) {
            return false;
        }
        ssrc = BigEndian.getInt(bytes, from + 4);
        body = from + RTCP_HEADER;
        return true;
    }

    private void hold(int from, int to) {
        start = from;
        end = to;
        encryptedCsrcBytes = 0;
    }

    private static boolean isVersion2(byte first) {
        return (first & 0xC0) == 0x80;
    }

    int csrcBytes(byte[] buffer) {
        return 4 * (buffer[start] & 0x0F);
    }

    boolean hasExtension(byte[] buffer) {
        return (buffer[start] & EXTENSION_BIT) != 0;
    }

    void addExtensionBit(byte[] buffer) {
        buffer[start] |= EXTENSION_BIT;
    }

    /** The rollover counter (RFC 3711, 3.3.1). */
    int rollover() {
        return (int) (index >>> 16);
    }
}
