package io.calling.diagnostics;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** One packet as a file of pcap has it, behind headers of IPv4 and UDP that are made up. */
final class PcapRecord {
    private static final int MAGIC_MICROSECONDS = 0xA1B2_C3D4;
    private static final int MAX_PACKET_BYTES = 65_535;
    private static final int LINKTYPE_IPV4 = 228;
    private static final int RECORD_BYTES = 16;
    private static final int IPV4_BYTES = 20;
    private static final int UDP_BYTES = 8;
    private static final int UDP = 17;
    private static final int PORT = 5_004;
    private static final int OURS = 192 << 24 | 2 << 8 | 1;
    private static final int THEIRS = 198 << 24 | 51 << 16 | 100 << 8;
    private static final int PEERS = 250;
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final ByteBuffer headers = ByteBuffer.allocate(RECORD_BYTES + IPV4_BYTES + UDP_BYTES);

    static byte[] fileHeader() {
        return ByteBuffer.allocate(24)
                .putInt(MAGIC_MICROSECONDS)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(MAX_PACKET_BYTES)
                .putInt(LINKTYPE_IPV4)
                .array();
    }

    void write(
            OutputStream out,
            long call,
            boolean sent,
            long unixMicros,
            byte[] bytes,
            int length,
            int whole)
            throws IOException {
        int peer = THEIRS | (int) (Math.max(0, call - 1) % PEERS) + 1;
        headers.clear();
        headers.putInt((int) (unixMicros / MICROS_PER_SECOND))
                .putInt((int) (unixMicros % MICROS_PER_SECOND))
                .putInt(IPV4_BYTES + UDP_BYTES + length)
                .putInt(IPV4_BYTES + UDP_BYTES + whole);
        putIpv4(UDP_BYTES + whole, sent ? OURS : peer, sent ? peer : OURS);
        headers.putShort((short) PORT)
                .putShort((short) PORT)
                .putShort((short) (UDP_BYTES + whole))
                .putShort((short) 0); // "an all zero transmitted checksum" is none (RFC 768)
        out.write(headers.array());
        out.write(bytes, 0, length);
    }

    private void putIpv4(int payload, int from, int to) {
        int start = headers.position();
        headers.putShort((short) 0x4500)
                .putShort((short) (IPV4_BYTES + payload))
                .putInt(0)
                .put((byte) 64)
                .put((byte) UDP)
                .putShort((short) 0)
                .putInt(from)
                .putInt(to);
        headers.putShort(start + 10, checksum(start));
    }

    /** RFC 791, 3.1. */
    private short checksum(int start) {
        int sum = 0;
        for (int at = start; at < start + IPV4_BYTES; at += 2) {
            sum += headers.getShort(at) & 0xFFFF;
        }
        sum = (sum & 0xFFFF) + (sum >>> 16);
        return (short) ~((sum & 0xFFFF) + (sum >>> 16));
    }
}
