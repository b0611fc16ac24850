package io.calling.examples.videocall;

import io.calling.rtp.OpusPacket;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes Opus packets to an Ogg file as they came, not decoded.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3533#section-6">RFC 3533, 6</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7845#section-3">RFC 7845, 3</a>
 */
final class OggOpusWriter implements AutoCloseable {
    private static final int CRC_POLYNOMIAL = 0x04C11DB7;
    private static final int CRC_OFFSET = 22;
    private static final int FIRST_PAGE = 2;
    private static final int LAST_PAGE = 4;
    private static final int MAX_SEGMENTS = 255;
    private static final int PACKETS_PER_PAGE = 25;

    private final OutputStream out;
    private final int serial;
    private final ByteArrayOutputStream segments = new ByteArrayOutputStream();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int packetsInPage;
    private int page;
    private long granule;
    private long packets;

    OggOpusWriter(Path path, int channels, int serial) throws IOException {
        this.out = new BufferedOutputStream(Files.newOutputStream(path));
        this.serial = serial;
        add(identification(channels));
        flush(FIRST_PAGE);
        add(comments());
        flush(0);
    }

    private static byte[] identification(int channels) {
        ByteBuffer head = ByteBuffer.allocate(19).order(ByteOrder.LITTLE_ENDIAN);
        head.put("OpusHead".getBytes(StandardCharsets.US_ASCII)).put((byte) 1);
        head.put((byte) channels).putShort((short) 0).putInt(OpusPacket.CLOCK_RATE);
        return head.array();
    }

    private static byte[] comments() {
        ByteBuffer tags = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        return tags.put("OpusTags".getBytes(StandardCharsets.US_ASCII)).array();
    }

    /** One packet, which follows the last one. */
    void write(byte[] packet) throws IOException {
        if (segments.size() + packet.length / 255 + 1 > MAX_SEGMENTS
                || packetsInPage == PACKETS_PER_PAGE) {
            flush(0);
        }
        add(packet);
        granule += OpusPacket.ticks(packet, 0, packet.length);
        packets++;
    }

    long packets() {
        return packets;
    }

    private void add(byte[] packet) {
        for (int left = packet.length; left >= 255; left -= 255) {
            segments.write(255);
        }
        segments.write(packet.length % 255);
        body.writeBytes(packet);
        packetsInPage++;
    }

    private void flush(int type) throws IOException {
        int length = 27 + segments.size() + body.size();
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("OggS".getBytes(StandardCharsets.US_ASCII)).put((byte) 0).put((byte) type);
        bytes.putLong(granule).putInt(serial).putInt(page++).putInt(0);
        bytes.put((byte) segments.size()).put(segments.toByteArray()).put(body.toByteArray());
        bytes.putInt(CRC_OFFSET, crc(bytes.array()));
        out.write(bytes.array());
        segments.reset();
        body.reset();
        packetsInPage = 0;
    }

    /** Neither reflected nor inverted, unlike the JDK's CRC-32. */
    private static int crc(byte[] bytes) {
        int crc = 0;
        for (byte b : bytes) {
            crc ^= b << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc << 1 ^ (crc < 0 ? CRC_POLYNOMIAL : 0);
            }
        }
        return crc;
    }

    /** Writes what is left. */
    @Override
    public void close() throws IOException {
        try (out) {
            flush(LAST_PAGE);
        }
    }
}
