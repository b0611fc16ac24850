package io.calling.rtp;

/**
 * Reads RTCP packets, compound (RFC 3550, 6.1) or of reduced size (RFC 5506), and hands what it
 * finds to an {@link RtcpHandler}. Types that it doesn't know are skipped.
 */
public final class RtcpReader {
    private static final int VERSION = 2;

    private final RtcpHandler handler;
    private final FeedbackReader feedback;

    /** A reader that hands everything to {@code handler}. */
    public RtcpReader(RtcpHandler handler) {
        this.handler = handler;
        this.feedback = new FeedbackReader(handler);
    }

    /**
     * Reads {@code length} bytes from {@code offset}.
     *
     * @return whether they are RTCP; where not, nothing was handed on
     */
    public boolean read(byte[] buffer, int offset, int length) {
        if (!isWellFormed(buffer, offset, length)) {
            return false;
        }
        for (int at = offset; at < offset + length; at += packetBytes(buffer, at)) {
            readPacket(buffer, at, contentEnd(buffer, at));
        }
        return true;
    }

    /** The versions are right, and the lengths add up to the whole (RFC 3550, A.2). */
    private static boolean isWellFormed(byte[] buffer, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (at + RtcpType.HEADER_BYTES <= end) {
            int next = at + packetBytes(buffer, at);
            if (Bytes.uint8(buffer, at) >>> 6 != VERSION
                    || next > end
                    || contentEnd(buffer, at) < at + RtcpType.HEADER_BYTES) {
                return false;
            }
            at = next;
        }
        return at == end && length > 0;
    }

    private static int packetBytes(byte[] buffer, int at) {
        return Integer.BYTES * (Bytes.uint16(buffer, at + 2) + 1);
    }

    private static int contentEnd(byte[] buffer, int at) {
        int end = at + packetBytes(buffer, at);
        boolean padded = (buffer[at] & 0x20) != 0;
        return padded && end <= buffer.length ? end - Bytes.uint8(buffer, end - 1) : end;
    }

    private void readPacket(byte[] buffer, int at, int end) {
        int count = buffer[at] & 0x1F;
        int body = at + RtcpType.HEADER_BYTES;
        switch (Bytes.uint8(buffer, at + 1)) {
            case RtcpType.SENDER_REPORT -> readSenderReport(buffer, body, end, count);
            case RtcpType.RECEIVER_REPORT -> readReceiverReport(buffer, body, end, count);
            case RtcpType.SOURCE_DESCRIPTION -> readDescriptions(buffer, body, end, count);
            case RtcpType.BYE -> readBye(buffer, body, end, count);
            case RtcpType.TRANSPORT_FEEDBACK -> feedback.readTransport(buffer, body, end, count);
            case RtcpType.PAYLOAD_FEEDBACK -> feedback.readPayload(buffer, body, end, count);
            default -> {}
        }
    }

    private void readSenderReport(byte[] buffer, int at, int end, int count) {
        if (at + RtcpType.SENDER_INFO_BYTES > end) {
            return;
        }
        int ssrc = Bytes.int32(buffer, at);
        long ntp = Bytes.uint32(buffer, at + 4) << 32 | Bytes.uint32(buffer, at + 8);
        handler.onSenderReport(
                ssrc,
                ntp,
                Bytes.int32(buffer, at + 12),
                Bytes.uint32(buffer, at + 16),
                Bytes.uint32(buffer, at + 20));
        readReportBlocks(ssrc, buffer, at + RtcpType.SENDER_INFO_BYTES, end, count);
    }

    private void readReceiverReport(byte[] buffer, int at, int end, int count) {
        if (at + Integer.BYTES <= end) {
            int ssrc = Bytes.int32(buffer, at);
            handler.onReceiverReport(ssrc);
            readReportBlocks(ssrc, buffer, at + Integer.BYTES, end, count);
        }
    }

    private void readReportBlocks(int reporter, byte[] buffer, int first, int end, int count) {
        int at = first;
        for (int i = 0; i < count && at + RtcpType.REPORT_BLOCK_BYTES <= end; i++) {
            handler.onReportBlock(
                    reporter,
                    Bytes.int32(buffer, at),
                    Bytes.uint8(buffer, at + 4),
                    Bytes.int24(buffer, at + 5),
                    Bytes.int32(buffer, at + 8),
                    Bytes.uint32(buffer, at + 12),
                    Bytes.int32(buffer, at + 16),
                    Bytes.int32(buffer, at + 20));
            at += RtcpType.REPORT_BLOCK_BYTES;
        }
    }

    private void readDescriptions(byte[] buffer, int first, int end, int count) {
        int at = first;
        for (int i = 0; i < count && at + Integer.BYTES <= end; i++) {
            int items = at + Integer.BYTES;
            int chunkEnd = readItems(Bytes.int32(buffer, at), buffer, items, end);
            // "The list of items in each chunk [is] terminated by one or more null octets ... to
            // pad until the next 32-bit boundary" (6.5).
            at = items + (chunkEnd - items) / Integer.BYTES * Integer.BYTES + Integer.BYTES;
        }
    }

    /** Index of the null byte that ends the chunk, or of the end of the packet. */
    private int readItems(int ssrc, byte[] buffer, int first, int end) {
        int at = first;
        while (at + 2 <= end && buffer[at] != 0) {
            int text = at + 2;
            int length = Bytes.uint8(buffer, at + 1);
            if (text + length > end) {
                return end;
            }
            if (buffer[at] == RtcpType.CNAME_ITEM) {
                handler.onCname(ssrc, buffer, text, length);
            }
            at = text + length;
        }
        return at;
    }

    private void readBye(byte[] buffer, int first, int end, int count) {
        int at = first;
        for (int i = 0; i < count && at + Integer.BYTES <= end; i++) {
            handler.onBye(Bytes.int32(buffer, at));
            at += Integer.BYTES;
        }
    }
}
