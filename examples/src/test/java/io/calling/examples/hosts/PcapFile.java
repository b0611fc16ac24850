package io.calling.examples.hosts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads captures of Linux's "any" interface in the classic file format. */
final class PcapFile {
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int LINUX_SLL = 113;
    private static final int LINUX_SLL2 = 276;
    private static final int OUTGOING = 4;

    private PcapFile() {}

    static List<Frame> read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        bytes.order(bytes.getInt(0) == 0xa1b2c3d4 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int linkType = bytes.getInt(20);
        if (linkType != LINUX_SLL && linkType != LINUX_SLL2) {
            throw new IOException("unknown link type " + linkType);
        }
        List<Frame> frames = new ArrayList<>();
        int at = FILE_HEADER;
        while (at + RECORD_HEADER <= bytes.limit()) {
            int length = bytes.getInt(at + 8);
            if (length != bytes.getInt(at + 12)) {
                throw new IOException("a packet was cut by the capture");
            }
            frames.add(frame(linkType, bytes.slice(at + RECORD_HEADER, length)));
            at += RECORD_HEADER + length;
        }
        return frames;
    }

    private static Frame frame(int linkType, ByteBuffer record) {
        boolean first = linkType == LINUX_SLL;
        boolean outgoing = (first ? record.getShort(0) : record.get(10)) == OUTGOING;
        int etherType = record.getShort(first ? 14 : 0) & 0xffff;
        byte[] packet = new byte[record.limit() - (first ? 16 : 20)];
        record.get(first ? 16 : 20, packet);
        return new Frame(outgoing, etherType, packet);
    }
}
