package io.calling.testkit.net;

/**
 * Tells which part of a datagram is SRTP or DTLS ciphertext. Four bytes of ciphertext equal an
 * address by chance every so often, and mean nothing. Pure.
 */
final class Encrypted {
    private static final int CHANNEL_HEADER_BYTES = 4;
    private static final int RTP_HEADER_BYTES = 12;
    private static final int DTLS_HEADER_BYTES = 13;

    private Encrypted() {}

    /** The index from which a payload is ciphertext; its length where it is not. */
    static int from(byte[] payload) {
        int inner = startsLikeChannelData(payload) ? CHANNEL_HEADER_BYTES : 0;
        if (isRtp(payload, inner)) {
            return Math.min(payload.length, rtpBody(payload, inner));
        }
        return isDtlsUnderKeys(payload, inner) ? inner + DTLS_HEADER_BYTES : payload.length;
    }

    // RFC 8656, 12: channel numbers are 0x4000 to 0x4FFF.
    private static boolean startsLikeChannelData(byte[] payload) {
        return payload.length > CHANNEL_HEADER_BYTES && (payload[0] & 0xf0) == 0x40;
    }

    // RFC 7983, 7, and RFC 5761, 4: RTCP, which has texts in it, is looked through whole.
    private static boolean isRtp(byte[] payload, int at) {
        if (payload.length < at + RTP_HEADER_BYTES || (payload[at] & 0xc0) != 0x80) {
            return false;
        }
        int type = payload[at + 1] & 0x7f;
        return type < 64 || type > 95;
    }

    private static int rtpBody(byte[] payload, int at) {
        int body = at + RTP_HEADER_BYTES + 4 * (payload[at] & 0x0f);
        boolean extended = (payload[at] & 0x10) != 0;
        if (extended && payload.length >= body + 4) {
            int words = (payload[body + 2] & 0xff) << 8 | (payload[body + 3] & 0xff);
            body += 4 + 4 * words;
        }
        return body;
    }

    // A record of epoch 1 or later (RFC 6347, 4.1).
    private static boolean isDtlsUnderKeys(byte[] payload, int at) {
        if (payload.length < at + DTLS_HEADER_BYTES) {
            return false;
        }
        int type = payload[at] & 0xff;
        return type >= 20 && type <= 63 && (payload[at + 3] != 0 || payload[at + 4] != 0);
    }
}
