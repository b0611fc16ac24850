package io.calling.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RtcpTextsTest {
    private static final String SECRET = "user@198.51.100.7";

    /** A packet of one type with this body, filled up with zeros to 32 bits. */
    private static byte[] packet(int type, int count, byte[]... body) {
        ByteBuffer bytes = ByteBuffer.allocate(256).position(4);
        for (byte[] part : body) {
            bytes.put(part);
        }
        int words = (bytes.position() + 3) / 4;
        bytes.put(0, (byte) (0x80 | count)).put(1, (byte) type).putShort(2, (short) (words - 1));
        byte[] packet = new byte[4 * words];
        bytes.get(0, packet);
        return packet;
    }

    private static byte[] int32(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private static byte[] text(int type) {
        byte[] text = SECRET.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(2 + text.length)
                .put((byte) type)
                .put((byte) text.length)
                .put(text)
                .array();
    }

    private static String overwritten(byte[] packet) {
        RtcpTexts.overwrite(packet, 0, packet.length);
        return new String(packet, StandardCharsets.ISO_8859_1);
    }

    @Test
    void eachItemOfADescriptionIsOverwritten() {
        byte[] packet = packet(202, 1, int32(7), text(1), text(2), text(8));

        assertThat(overwritten(packet)).doesNotContain("198.51", "user");
        assertThat(packet[4 + 4]).isEqualTo((byte) 1);
    }

    @Test
    void reasonsAndWhatApplicationsSayAreOverwritten() {
        byte[] reason = SECRET.getBytes(StandardCharsets.US_ASCII);
        assertThat(overwritten(packet(203, 1, int32(7), new byte[] {(byte) reason.length}, reason)))
                .doesNotContain("198.51");
        assertThat(overwritten(packet(204, 0, int32(7), int32(8), reason)))
                .doesNotContain("198.51");
        assertThat(overwritten(packet(250, 0, int32(7), reason))).doesNotContain("198.51");
    }

    @Test
    void reportsAndFeedbackStayAsTheyAre() {
        for (int type : new int[] {200, 201, 205, 206}) {
            byte[] packet = packet(type, 1, int32(7), new byte[24]);
            byte[] before = packet.clone();
            RtcpTexts.overwrite(packet, 0, packet.length);

            assertThat(packet).isEqualTo(before);
        }
    }

    /** Whatever the peer sends: no exception, nothing behind the end, lengths of packets stay. */
    @Test
    void anyBytesAreOverwrittenWithinTheirBounds() {
        SplittableRandom random = new SplittableRandom(3550);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(120) + 8];
            random.nextBytes(bytes);
            bytes[0] = (byte) (0x80 | random.nextInt(32));
            bytes[1] = (byte) (200 + random.nextInt(8));
            bytes[2] = 0;
            bytes[3] = (byte) random.nextInt(30);
            byte[] before = bytes.clone();
            int length = bytes.length - 4;
            RtcpTexts.overwrite(bytes, 0, length);

            for (int at : new int[] {0, 1, 2, 3, length, length + 3}) {
                assertThat(bytes[at]).isEqualTo(before[at]);
            }
        }
    }
}
