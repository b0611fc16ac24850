package io.calling.media;

import io.calling.ice.net.Network;
import io.calling.rtp.RtpPacket;
import io.calling.rtp.SequenceNumber;
import java.util.Arrays;

/**
 * Writes the retransmissions of one track, which are packets of a source of their own, and padding
 * among them. On the loop.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4588#section-4">RFC 4588, 4</a>
 */
final class RepairWriter {
    static final int OSN_BYTES = 2;

    /** "The last octet of the padding contains a count", so there is no more (RFC 3550, 5.1). */
    static final int PADDING_BYTES = 255;

    private static final int ROOM = AudioStream.ROOM;
    private static final int PADDING_BIT = 0x20;

    private final byte[] buffer = new byte[ROOM + PacketHistory.MAX_PACKET_BYTES + 2 * ROOM];
    private int sequence;

    RepairWriter(Network network) {
        byte[] random = new byte[2];
        network.randomBytes(random);
        // In the lower half, so that a receiver that misses the first ones sees no wrap.
        this.sequence = (random[0] & 0x7F) << 8 | random[1] & 0xFF;
    }

    /** Where the packet to send again is put, and the retransmission is taken from, behind ROOM. */
    byte[] buffer() {
        return buffer;
    }

    /** Of the packet to send again. */
    int payloadType() {
        return buffer[ROOM + 1] & 0x7F;
    }

    /** The original sequence number goes in front of the payload; the new length. */
    int wrap(
            TrackConfig config,
            TrackFormat format,
            ExtensionWriter extension,
            int length,
            long now) {
        int header = RtpPacket.HEADER_BYTES + extension.length();
        int payload = ROOM + header;
        System.arraycopy(buffer, payload, buffer, payload + OSN_BYTES, length - header);
        buffer[payload] = buffer[ROOM + 2];
        buffer[payload + 1] = buffer[ROOM + 3];
        boolean marker = buffer[ROOM + 1] < 0;
        int timestamp =
                buffer[ROOM + 4] << 24
                        | (buffer[ROOM + 5] & 0xFF) << 16
                        | (buffer[ROOM + 6] & 0xFF) << 8
                        | buffer[ROOM + 7] & 0xFF;
        writeHeader(config, format, extension, marker, timestamp, now);
        return length + OSN_BYTES;
    }

    /** A packet of nothing but padding; its length. */
    int padding(
            TrackConfig config,
            TrackFormat format,
            ExtensionWriter extension,
            int timestamp,
            long now) {
        writeHeader(config, format, extension, false, timestamp, now);
        buffer[ROOM] |= PADDING_BIT;
        int length = RtpPacket.HEADER_BYTES + extension.length() + PADDING_BYTES;
        Arrays.fill(buffer, ROOM + length - PADDING_BYTES, ROOM + length - 1, (byte) 0);
        buffer[ROOM + length - 1] = (byte) PADDING_BYTES;
        return length;
    }

    private void writeHeader(
            TrackConfig config,
            TrackFormat format,
            ExtensionWriter extension,
            boolean marker,
            int timestamp,
            long now) {
        int type = format.rtxPayloadType().getAsInt();
        int ssrc = config.rtxSsrc().orElseThrow().value();
        RtpPacket.writeHeader(buffer, ROOM, marker, type, sequence, timestamp, ssrc);
        extension.write(buffer, ROOM, now);
        sequence = SequenceNumber.next(sequence);
    }
}
