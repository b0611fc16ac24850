package io.calling.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtcpHostileTest {
    private final RtcpLog log = new RtcpLog();
    private final RtcpReader reader = new RtcpReader(log);

    @Test
    void aPacketCutInsideIsRefusedAndNothingOfItIsRead() {
        byte[] whole = compound();
        for (int length = 0; length < whole.length; length++) {
            log.lines.clear();
            boolean read = reader.read(Arrays.copyOf(whole, length), 0, length);
            assertThat(read).as("cut at %d", length).isEqualTo(endsAPacket(length));
            assertThat(log.lines.isEmpty()).isNotEqualTo(read);
        }
    }

    @Test
    void noFlippedByteMakesItThrow() {
        byte[] whole = compound();
        for (int at = 0; at < whole.length; at++) {
            for (int value = 0; value < 256; value++) {
                byte[] flipped = whole.clone();
                flipped[at] = (byte) value;
                reader.read(flipped, 0, flipped.length);
            }
        }
    }

    @Test
    void noBytesMakeItThrow() {
        Random random = new Random(4);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[4 * random.nextInt(16)];
            random.nextBytes(bytes);
            for (int at = 0; at + 4 <= bytes.length; ) {
                int words = random.nextInt(4);
                bytes[at] = (byte) (0x80 | random.nextInt(0x40));
                bytes[at + 1] = (byte) (199 + random.nextInt(9));
                Bytes.put16(bytes, at + 2, Math.min(words, (bytes.length - at) / 4 - 1));
                at += 4 * (words + 1);
            }
            reader.read(bytes, 0, bytes.length);
            log.lines.clear();
        }
    }

    @Test
    void paddingLongerThanThePacketIsRefused() {
        byte[] padded = RtpPacketTest.bytes(0xA0, 203, 0, 1, 0, 0, 0, 5);

        assertThat(reader.read(padded, 0, padded.length)).isFalse();
    }

    private static byte[] compound() {
        byte[] buffer = new byte[500];
        ReceptionStatistics statistics = new ReceptionStatistics(48_000);
        statistics.onPacket(1, 1, 1);
        RtcpWriter writer = new RtcpWriter(buffer).begin(0);
        writer.senderReport(1, 2, 3, 4, 5).reportBlock(6, statistics, 7, 8);
        writer.cname(1, new Cname("name")).nack(1, 2, 3, 4).fullIntraRequest(1, 2, 3);
        writer.pictureLoss(1, 2).bye(1);
        return Arrays.copyOf(buffer, writer.length());
    }

    private static boolean endsAPacket(int length) {
        byte[] whole = compound();
        int at = 0;
        while (at < length) {
            at += 4 * (Bytes.uint16(whole, at + 2) + 1);
        }
        return length > 0 && at == length;
    }
}
