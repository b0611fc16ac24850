package io.calling.diagnostics;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of RTP and RTCP packets that Wireshark opens, as they are before encryption and after
 * decryption. The addresses in it are made up: ours is 192.0.2.1, the peer's 198.51.100.1 in the
 * first call of an agent, 198.51.100.2 in the next, and so on up to 250; all ports are 5004. Open
 * it with {@code wireshark -d udp.port==5004,rtp file.pcap}.
 *
 * <p>Unless {@link #withMedia(Path) told otherwise} nothing of a packet's payload is in it, because
 * that is the conversation. Texts in RTCP (names, reasons) are overwritten in any case. Packets
 * that are sent again byte for byte, as audio is, are in it once. Where the disk is slower than the
 * calls, packets are left out, and {@link #dropped()} counts them. Thread-safe. Whoever opened it
 * closes it, after the agent.
 *
 * @see <a href="https://www.ietf.org/archive/id/draft-ietf-opsawg-pcap-04.html">PCAP Capture File
 *     Format</a>
 */
public final class RtpDump implements Closeable {
    private final OutputStream out;
    private final boolean media;
    private final PcapRecord record = new PcapRecord();
    private long dropped;
    private boolean closed;

    private RtpDump(OutputStream out, boolean media) throws IOException {
        this.out = out;
        this.media = media;
        out.write(PcapRecord.fileHeader());
    }

    /** Headers, and no payload; replaces a file that is there. */
    public static RtpDump headers(Path file) throws IOException {
        return new RtpDump(open(file), false);
    }

    /**
     * Whole packets: whoever has the file can hear and see the call. Ask those whom it concerns.
     */
    public static RtpDump withMedia(Path file) throws IOException {
        return new RtpDump(open(file), true);
    }

    private static OutputStream open(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file));
    }

    /** Whether payload is taken too. */
    public boolean hasMedia() {
        return media;
    }

    /**
     * Adds a packet; what agents and endpoints call, on a thread of their own.
     *
     * @param call counts the calls
     * @param sent whether it is ours
     * @param unixMicros when, in microseconds since 1970
     * @param length of {@code bytes}, from index 0, that are there
     * @param whole how long the packet is
     */
    public synchronized void packet(
            long call, boolean sent, long unixMicros, byte[] bytes, int length, int whole)
            throws IOException {
        if (!closed) {
            record.write(out, call, sent, unixMicros, bytes, length, whole);
        }
    }

    /** Packets found no room; what agents and endpoints call. */
    public synchronized void countDropped(long packets) {
        dropped += packets;
    }

    /** Packets that were left out because the disk was slower than the calls. */
    public synchronized long dropped() {
        return dropped;
    }

    /** Brings what was added to the file. */
    public synchronized void flush() throws IOException {
        if (!closed) {
            out.flush();
        }
    }

    /** Finishes the file. Idempotent. */
    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            closed = true;
            out.close();
        }
    }
}
