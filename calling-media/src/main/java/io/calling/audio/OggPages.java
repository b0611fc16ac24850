package io.calling.audio;

import io.calling.audio.OggException.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes an Ogg stream apart into its packets. Whatever the bytes are, it throws nothing but {@link
 * OggException}; a file that ends within a page ends with the page before, since a recorder may
 * have been cut off.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3533#section-6">RFC 3533, 6</a>
 */
final class OggPages {
    private final byte[] file;
    private final ByteBuffer in;
    private final List<byte[]> packets = new ArrayList<>();
    private final ByteArrayOutputStream packet = new ByteArrayOutputStream();
    private boolean within;
    private boolean last;
    private int serial;
    private int pages;
    private long position;

    private OggPages(byte[] file) {
        this.file = file;
        this.in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** All pages of a file. */
    static OggPages read(byte[] file) throws OggException {
        OggPages pages = new OggPages(file);
        int at = 0;
        while (!pages.last && at < file.length) {
            int length = pages.length(at);
            if (length == 0 && pages.pages > 0) {
                break;
            }
            pages.take(at, length);
            at += length;
        }
        return pages;
    }

    /** The packets that are complete. */
    List<byte[]> packets() {
        return packets;
    }

    /** The granule position at the end. */
    long position() {
        return position;
    }

    /** Of the page at this index; 0 where the file ends within it. */
    private int length(int at) {
        if (file.length - at < OggPage.HEADER_BYTES) {
            return 0;
        }
        int count = file[at + OggPage.COUNT_OFFSET] & 0xFF;
        int length = OggPage.HEADER_BYTES + count;
        if (file.length - at < length) {
            return 0;
        }
        for (int i = 0; i < count; i++) {
            length += file[at + OggPage.HEADER_BYTES + i] & 0xFF;
        }
        return length <= file.length - at ? length : 0;
    }

    private void take(int at, int length) throws OggException {
        boolean isPage =
                length > 0
                        && Arrays.equals(file, at, at + 4, OggPage.MAGIC, 0, 4)
                        && file[at + 4] == 0;
        if (!isPage) {
            throw pages == 0
                    ? new OggException(Problem.NOT_OPUS, "The file doesn't begin as Ogg does")
                    : damaged("no page stands where one should");
        }
        if (OggPage.crc(file, at, length) != in.getInt(at + OggPage.CRC_OFFSET)) {
            throw damaged("a page's checksum is wrong");
        }
        checkOrder(at);
        takeSegments(at);
        long granule = in.getLong(at + OggPage.POSITION_OFFSET);
        if (granule != OggPage.NO_POSITION) {
            position = granule;
        }
        last = (file[at + OggPage.TYPE_OFFSET] & OggPage.LAST) != 0;
        pages++;
    }

    private void checkOrder(int at) throws OggException {
        int type = file[at + OggPage.TYPE_OFFSET];
        boolean first = (type & OggPage.FIRST) != 0;
        int stream = in.getInt(at + OggPage.SERIAL_OFFSET);
        if (pages == 0) {
            serial = stream;
        } else if (first || stream != serial) {
            throw new OggException(Problem.UNSUPPORTED, "The file holds more than one stream");
        }
        if (pages == 0 != first || in.getInt(at + OggPage.NUMBER_OFFSET) != pages) {
            throw damaged("a page is missing");
        }
        if (((type & OggPage.CONTINUED) != 0) != within) {
            throw damaged("a packet is missing");
        }
    }

    /** A packet ends with a segment that isn't full. */
    private void takeSegments(int at) {
        int segments = at + OggPage.HEADER_BYTES;
        int body = segments + (file[at + OggPage.COUNT_OFFSET] & 0xFF);
        int end = body;
        for (int i = segments; i < body; i++) {
            int length = file[i] & 0xFF;
            packet.write(file, end, length);
            end += length;
            within = length == OggPage.MAX_SEGMENT_BYTES;
            if (!within) {
                packets.add(packet.toByteArray());
                packet.reset();
            }
        }
    }

    private static OggException damaged(String how) {
        return new OggException(Problem.DAMAGED, "The file is damaged: " + how);
    }
}
