package io.calling.rtp;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static int ticks(int... bytes) {
        return OpusPacket.ticks(RtpPacketTest.bytes(bytes), 0, bytes.length);
    }
}
