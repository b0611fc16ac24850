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
        if (datagram.length > CHANNEL_HEADER && (datagram[0] & 0xf0) == 0x40) {
            return at(datagram, CHANNEL_HEADER, datagram.length);
        }
        StunMessage stun = new StunMessage();
        if (stun.wrap(datagram, 0, datagram.length) != StunValidity.VALID) {
            return Optional.empty();
        }
        int data = stun.attribute(StunAttribute.DATA);
        return data == StunMessage.NONE
                ? Optional.empty()
                : at(
                        datagram,
                        stun.valueOffset(data),
                        stun.valueOffset(data) + stun.valueLength(data));
    }

    private static Optional<RtpOnWire> at(byte[] datagram, int start, int end) {
        if (end - start < RTP_HEADER || (datagram[start] & 0xc0) != 0x80) {
            return Optional.empty();
        }
        // RFC 5761, 4: payload types 64 to 95 are RTCP.
        int payloadType = datagram[start + 1] & 0x7f;
        if (payloadType >= 64 && payloadType <= 95) {
            return Optional.empty();
        }
        return Optional.of(
                new RtpOnWire(uint(datagram, start + 8, 4), (int) uint(datagram, start + 2, 2)));
    }

    private static long uint(byte[] bytes, int offset, int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | bytes[offset + i] & 0xff;
        }
        return value;
    }
}
