package io.calling.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 6716, 3.1, table 2. */
class OpusPacketTest {
    @ParameterizedTest(name = "configuration {0} lasts {1} tenths of a millisecond")
    @CsvSource({
        "0, 100", "1, 200", "2, 400", "3, 600", "8, 100", "11, 600", "12, 100", "13, 200",
        "14, 100", "15, 200", "16, 25", "17, 50", "18, 100", "19, 200", "28, 25", "31, 200"
    })
    void theConfigurationSaysHowLongAFrameIs(int config, int tenths) {
        assertThat(ticks(config << 3)).isEqualTo(tenths * 48 / 10);
    }

    @Test
    void theCodeSaysHowManyFramesThereAre() {
        int twenty = 31 << 3;
        assertThat(ticks(twenty)).isEqualTo(960);
        assertThat(ticks(twenty | 1)).isEqualTo(1_920);
        assertThat(ticks(twenty | 2)).isEqualTo(1_920);
        assertThat(ticks(twenty | 3, 6)).isEqualTo(5_760);
    }

    @Test
    void whateverTheBytesItIsPositiveAndAtMost120Milliseconds() {
        assertThat(ticks()).isEqualTo(960);
        for (int toc = 0; toc < 256; toc++) {
            assertThat(ticks(toc)).isBetween(120, 5_760);
            for (int count = 0; count < 256; count++) {
                assertThat(ticks(toc, count)).isBetween(120, 5_760);
            }
        }
    }

    /** RFC 6716, 4.2.3 and 4.2.4: 0x08 is 20 ms of SILK. */
    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvSource({
        "0x08, 0x40, 0, 0, true", // behind the bit of its only frame
        "0x08, 0xBF, 0, 0, false",
        "0x68, 0x40, 0, 0, true", // hybrid
        "0x98, 0x40, 0, 0, false", // CELT
        "0x00, 0x40, 0, 0, true", // 10 ms
        "0x10, 0x20, 0, 0, true", // 40 ms, two frames
        "0x10, 0xDF, 0, 0, false",
        "0x18, 0x10, 0, 0, true", // 60 ms, three
        "0x0C, 0x10, 0, 0, true", // the side of stereo
        "0x0C, 0xAF, 0, 0, false",
        "0x09, 0x40, 0, 0, true", // two frames of one length
        "0x0A, 0x01, 0x40, 0, true", // of two lengths
        "0x0A, 0xFC, 0x00, 0x40, true",
        "0x0B, 0x01, 0x40, 0, true", // one, counted
        "0x0B, 0x41, 0x01, 0x40, true", // and padded
        "0x0B, 0x82, 0x01, 0x40, true", // two, counted, of two lengths
        "0x0B, 0x41, 0xFF, 0xFF, false", // padded beyond the end
    })
    void thePacketSaysWhetherItCarriesACopyOfTheFrameBefore(
            String toc, String second, String third, String fourth, boolean copy) {
        int[] bytes = {
            Integer.decode(toc),
            Integer.decode(second),
            Integer.decode(third),
            Integer.decode(fourth)
        };
        assertThat(OpusPacket.carriesCopy(RtpPacketTest.bytes(bytes), 0, 4)).isEqualTo(copy);
    }

    @Test
    void whateverTheBytesNothingBeyondThePacketIsRead() {
        for (int toc = 0; toc < 256; toc++) {
            for (int second = 0; second < 256; second++) {
                byte[] bytes = RtpPacketTest.bytes(toc, second);
                for (int length = 0; length <= 2; length++) {
                    byte[] cut = Arrays.copyOf(bytes, length);
                    boolean copy = OpusPacket.carriesCopy(cut, 0, length);
                    assertThat(copy && length < 2).isFalse();
                }
            }
        }
    }

    private static int ticks(int... bytes) {
        return OpusPacket.ticks(RtpPacketTest.bytes(bytes), 0, bytes.length);
    }
}
