package io.calling.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RtcpRoundTripTest {
    private static final int US = 0x8000_0001;
    private static final int THEM = 0x9000_0002;

    private final byte[] buffer = new byte[2_000];
    private final RtcpWriter writer = new RtcpWriter(buffer);
    private final RtcpLog log = new RtcpLog();

    @Test
    void aSenderReportWithBlockNameAndGoodbye() {
        ReceptionStatistics statistics = new ReceptionStatistics(48_000);
        for (int sequence : new int[] {65_534, 65_535, 1}) {
            statistics.onPacket(sequence, 0, 0);
        }
        writer.begin(7)
                .senderReport(US, 0x0102_0304_8000_0000L, -5, 3_000_000_000L, 4_000_000_000L)
                .reportBlock(THEM, statistics, 0x8765_4321, 1_500_000_000L)
                .cname(US, new Cname("abcdefgh"))
                .bye(US);

        assertThat(read())
                .containsExactly(
                        "SR 80000001 102030480000000 -5 3000000000 4000000000",
                        "block 80000001 90000002 64 1 65537 0 87654321 98304",
                        "CNAME 80000001 abcdefgh",
                        "BYE 80000001");
    }

    @Test
    void aReceiverReportWithoutBlocks() {
        writer.begin(0).receiverReport(US).cname(US, new Cname("x"));

        assertThat(read()).containsExactly("RR 80000001", "CNAME 80000001 x");
    }

    @Test
    void eachPacketEndsAtAWordWhateverTheNamesLength() {
        for (int length = 1; length <= 255; length++) {
            String name = "n".repeat(length);
            writer.begin(0).cname(US, new Cname(name)).bye(US);

            assertThat(writer.length() % 4).isZero();
            log.lines.clear();
            assertThat(read()).containsExactly("CNAME 80000001 " + name, "BYE 80000001");
        }
    }

    @Test
    void feedbackOfReducedSize() {
        writer.begin(0)
                .nack(US, THEM, 65_530, 0b101)
                .pictureLoss(US, THEM)
                .fullIntraRequest(US, THEM, 200);

        assertThat(read())
                .containsExactly(
                        "NACK 80000001 90000002 65530 5",
                        "PLI 80000001 90000002",
                        "FIR 80000001 90000002 200");
    }

    /** draft-alvestrand-rmcat-remb-03, 2.2. */
    @Test
    void theReceiversEstimateIsAMantissaShifted() {
        byte[] remb =
                RtpPacketTest.bytes(
                        0x8F,
                        206,
                        0,
                        5,
                        0x80,
                        0,
                        0,
                        1,
                        0,
                        0,
                        0,
                        0,
                        'R',
                        'E',
                        'M',
                        'B',
                        1,
                        3 << 2 | 1,
                        0,
                        2,
                        0,
                        0,
                        0,
                        9);

        assertThat(new RtcpReader(log).read(remb, 0, remb.length)).isTrue();
        assertThat(log.lines).containsExactly("REMB 80000001 " + ((1 << 16 | 2) << 3));
    }

    @Test
    void anAbsurdEstimateIsTheLargestNumber() {
        byte[] remb =
                RtpPacketTest.bytes(
                        0x8F, 206, 0, 4, 0x80, 0, 0, 1, 0, 0, 0, 0, 'R', 'E', 'M', 'B', 0, 0xFF,
                        0xFF, 0xFF);

        assertThat(new RtcpReader(log).read(remb, 0, remb.length)).isTrue();
        assertThat(log.lines).containsExactly("REMB 80000001 " + Long.MAX_VALUE);
    }

    @Test
    void unknownTypesAreSkipped() {
        byte[] unknown = RtpPacketTest.bytes(0x80, 207, 0, 1, 0, 0, 0, 0, 0x80, 199, 0, 0);
        writer.begin(0).bye(US);
        byte[] bytes = RtpPacketTest.concat(unknown, Arrays.copyOf(buffer, writer.length()));

        assertThat(new RtcpReader(log).read(bytes, 0, bytes.length)).isTrue();
        assertThat(log.lines).containsExactly("BYE 80000001");
    }

    @Test
    void otherItemsOfADescriptionAreSkipped() {
        byte[] sdes =
                RtpPacketTest.bytes(
                        0x82, 202, 0, 6, 0, 0, 0, 1, 2, 2, 'h', 'i', 1, 1, 'a', 0, 0, 0, 0, 2, 1, 1,
                        'b', 0, 0, 0, 0, 0);

        assertThat(new RtcpReader(log).read(sdes, 0, sdes.length)).isTrue();
        assertThat(log.lines).containsExactly("CNAME 1 a", "CNAME 2 b");
    }

    private List<String> read() {
        int from = 0;
        while (buffer[from] == 0) {
            from++;
        }
        assertThat(new RtcpReader(log).read(buffer, from, writer.length())).isTrue();
        return new ArrayList<>(log.lines);
    }
}
