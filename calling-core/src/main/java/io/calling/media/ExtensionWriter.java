package io.calling.media;

import io.calling.rtp.NtpClock;
import io.calling.rtp.RtpPacket;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * The header extension of the packets of one track: a template, and what differs from packet to
 * packet (RFC 8285, 4.2). Allocates nothing but the template.
 */
final class ExtensionWriter {
    private static final int ONE_BYTE_PROFILE = 0xBEDE;
    private static final int HEADER_BYTES = 4;
    private static final int MAX_MID_BYTES = 16;
    private static final int EXTENSION_BIT = 0x10;
    private static final int NOWHERE = -1;

    private final TransportClock clock;
    private final byte[] template;
    private int sequenceAt = NOWHERE;
    private int sendTimeAt = NOWHERE;
    private int end = HEADER_BYTES;

    ExtensionWriter(TrackConfig config, TransportClock clock) {
        this.clock = clock;
        byte[] mid = config.mid().getBytes(StandardCharsets.UTF_8);
        boolean withMid = mid.length > 0 && mid.length <= MAX_MID_BYTES;
        byte[] room = new byte[HEADER_BYTES + 1 + MAX_MID_BYTES + 3 + 4 + 3];
        TrackExtensions ids = config.extensions();
        if (withMid && ids.mid().isPresent()) {
            int at = element(room, ids.mid(), mid.length);
            System.arraycopy(mid, 0, room, at, mid.length);
        }
        sequenceAt = element(room, ids.transportSequence(), 2);
        sendTimeAt = element(room, ids.sendTime(), 3);
        this.template = finished(room);
    }

    private int element(byte[] room, OptionalInt id, int length) {
        if (id.isEmpty()) {
            return NOWHERE;
        }
        room[end] = (byte) (id.getAsInt() << 4 | length - 1);
        int data = end + 1;
        end = data + length;
        return data;
    }

    /** "The length field counts the number of 32-bit words in the extension" (RFC 3550, 5.3.1). */
    private byte[] finished(byte[] room) {
        int words = (end - HEADER_BYTES + 3) / 4;
        byte[] bytes = new byte[words == 0 ? 0 : HEADER_BYTES + 4 * words];
        System.arraycopy(room, 0, bytes, 0, Math.min(end, bytes.length));
        if (words > 0) {
            bytes[0] = (byte) (ONE_BYTE_PROFILE >> 8);
            bytes[1] = (byte) ONE_BYTE_PROFILE;
            bytes[3] = (byte) words;
        }
        return bytes;
    }

    int length() {
        return template.length;
    }

    /** Whether packets are numbered across all tracks, so that the peer can tell which came. */
    boolean numbersTransport() {
        return sequenceAt != NOWHERE;
    }

    /** Writes behind the fixed header of the packet at {@code offset}. */
    void write(byte[] packet, int offset, long nowNanos) {
        if (template.length == 0) {
            return;
        }
        int at = offset + RtpPacket.HEADER_BYTES;
        packet[offset] |= EXTENSION_BIT;
        System.arraycopy(template, 0, packet, at, template.length);
        if (sequenceAt != NOWHERE) {
            int sequence = clock.nextSequence();
            packet[at + sequenceAt] = (byte) (sequence >> 8);
            packet[at + sequenceAt + 1] = (byte) sequence;
        }
        if (sendTimeAt != NOWHERE) {
            int time = NtpClock.sendTime(clock.ntp().at(nowNanos));
            packet[at + sendTimeAt] = (byte) (time >> 16);
            packet[at + sendTimeAt + 1] = (byte) (time >> 8);
            packet[at + sendTimeAt + 2] = (byte) time;
        }
    }
}
