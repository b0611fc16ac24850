package io.calling.rtp;

import java.util.Arrays;

/**
 * Overwrites what an RTCP packet says in words, and what we cannot read: source descriptions, the
 * reasons of BYE, packets of applications and types that we do not know. Reports and feedback stay.
 */
public final class RtcpTexts {
    private static final byte FILLER = '-';

    private RtcpTexts() {}

    /** Overwrites in place, whatever the bytes are; lengths and types stay as they are. */
    public static void overwrite(byte[] buffer, int offset, int length) {
        int end = offset + length;
        int at = offset;
        while (at + RtcpType.HEADER_BYTES <= end) {
            int bytes = Integer.BYTES * (Bytes.uint16(buffer, at + 2) + 1);
            int next = Math.min(end, at + bytes);
            overwrite(buffer, at, next, Bytes.uint8(buffer, at + 1), buffer[at] & 0x1F);
            at = next;
        }
        Arrays.fill(buffer, at, end, FILLER);
    }

    private static void overwrite(byte[] buffer, int at, int end, int type, int count) {
        int body = at + RtcpType.HEADER_BYTES;
        switch (type) {
            case RtcpType.SENDER_REPORT,
                    RtcpType.RECEIVER_REPORT,
                    RtcpType.TRANSPORT_FEEDBACK,
                    RtcpType.PAYLOAD_FEEDBACK -> {}
            case RtcpType.SOURCE_DESCRIPTION -> overwriteItems(buffer, body, end, count);
            case RtcpType.BYE -> fill(buffer, body + Integer.BYTES * count + 1, end);
            default -> fill(buffer, body + Integer.BYTES, end);
        }
    }

    private static void fill(byte[] buffer, int from, int end) {
        if (from < end) {
            Arrays.fill(buffer, from, end, FILLER);
        }
    }

    /** RFC 3550, 6.5: chunks of an SSRC and items, each chunk ended by zeros up to 32 bits. */
    private static void overwriteItems(byte[] buffer, int body, int end, int chunks) {
        int at = body;
        for (int chunk = 0; chunk < chunks && at + Integer.BYTES <= end; chunk++) {
            int items = at + Integer.BYTES;
            int item = items;
            while (item + 2 <= end && buffer[item] != 0) {
                int text = item + 2;
                int after = Math.min(end, text + Bytes.uint8(buffer, item + 1));
                fill(buffer, text, after);
                item = after;
            }
            at = items + (item - items) / Integer.BYTES * Integer.BYTES + Integer.BYTES;
        }
        fill(buffer, at, end);
    }
}
