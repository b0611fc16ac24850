package io.calling.examples.wire;

import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunValidity;
import java.util.Optional;

/**
 * The header of an RTP packet, which SRTP leaves in the clear, found in a datagram to or from a
 * relay: in ChannelData, or in a Send or Data indication (RFC 8656, 11 and 12).
 *
 * @param ssrc of the stream
 * @param sequence 0 to 65535
 */
record RtpOnWire(long ssrc, int sequence) {
    private static final int CHANNEL_HEADER = 4;
    private static final int RTP_HEADER = 12;

    static Optional<RtpOnWire> in(byte[] datagram) {
        int start = start(datagram);
        return start < 0
                ? Optional.empty()
                : Optional.of(
                        new RtpOnWire(
                                uint(datagram, start + 8, 4), (int) uint(datagram, start + 2, 2)));
    }

    /** Where the ciphertext of media begins; the datagram's length where there is none. */
    static int ciphertextFrom(byte[] datagram) {
        int start = start(datagram);
        if (start < 0) {
            return datagram.length;
        }
        int body = start + RTP_HEADER + 4 * (datagram[start] & 0x0f);
        boolean extended = (datagram[start] & 0x10) != 0;
        if (extended && body + 4 <= datagram.length) {
            body += 4 + 4 * (int) uint(datagram, body + 2, 2);
        }
        return Math.min(body, datagram.length);
    }

    private static int start(byte[] datagram) {
        if (datagram.length > CHANNEL_HEADER && (datagram[0] & 0xf0) == 0x40) {
            return rtpAt(datagram, CHANNEL_HEADER, datagram.length);
        }
        StunMessage stun = new StunMessage();
        if (stun.wrap(datagram, 0, datagram.length) != StunValidity.VALID) {
            return -1;
        }
        int data = stun.attribute(StunAttribute.DATA);
        return data == StunMessage.NONE
                ? -1
                : rtpAt(
                        datagram,
                        stun.valueOffset(data),
                        stun.valueOffset(data) + stun.valueLength(data));
    }

    private static int rtpAt(byte[] datagram, int start, int end) {
        if (end - start < RTP_HEADER || (datagram[start] & 0xc0) != 0x80) {
            return -1;
        }
        // RFC 5761, 4: payload types 64 to 95 are RTCP.
        int payloadType = datagram[start + 1] & 0x7f;
        return payloadType >= 64 && payloadType <= 95 ? -1 : start;
    }

    private static long uint(byte[] bytes, int offset, int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | bytes[offset + i] & 0xff;
        }
        return value;
    }
}
