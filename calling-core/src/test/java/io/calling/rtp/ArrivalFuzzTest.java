package io.calling.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** What a peer can make us report of its packets, by the numbers that it gives them. */
class ArrivalFuzzTest {
    private static final int ROOM = 16;
    private static final int MOST_BYTES = 1_200;

    /**
     * Four bytes make a packet: its transport-wide number, how many milliseconds pass before it,
     * and whether feedback is written behind it. What is written can be read, and fits a packet.
     */
    @FuzzTest(maxDuration = "10m")
    void anyOrderOfNumbersAsFeedback(byte[] bytes) {
        ArrivalLog log = new ArrivalLog();
        byte[] buffer = new byte[ROOM + MOST_BYTES];
        RtcpWriter writer = new RtcpWriter(buffer);
        long now = Long.MAX_VALUE - 1_000_000_000;
        for (int at = 0; at + 4 <= bytes.length; at += 4) {
            now += 1_000_000L * (bytes[at + 2] & 0xFF);
            log.onPacket(Bytes.uint16(bytes, at), now);
            if ((bytes[at + 3] & 7) == 0) {
                now += 1_000_000_000L * (bytes[at + 3] >>> 3 & 0x1F);
                writer.begin(ROOM).transportFeedback(1, 2, log);
                read(buffer, writer.length());
            }
        }
    }

    private static void read(byte[] buffer, int length) {
        FeedbackLog told = new FeedbackLog();
        boolean[] any = new boolean[1];
        RtcpHandler handler =
                new RtcpHandler() {
                    @Override
                    public void onTransportFeedback(
                            int sender, int source, byte[] bytes, int offset, int count) {
                        any[0] = new TransportFeedback(told).read(bytes, offset, count);
                    }
                };
        if (length > 0) {
            assertThat(new RtcpReader(handler).read(buffer, ROOM, length)).isTrue();
            assertThat(any[0]).isTrue();
            assertThat(told.told()).isPositive();
        }
    }

    /** Seven bytes make a packet: number, timestamp, and how many milliseconds pass before it. */
    @FuzzTest(maxDuration = "10m")
    void anyOrderOfPacketsInTheStatistics(byte[] bytes) {
        ReceptionStatistics statistics = new ReceptionStatistics(48_000);
        long now = Long.MAX_VALUE - 1_000_000_000;
        for (int at = 0; at + 7 <= bytes.length; at += 7) {
            now += 1_000_000L * (bytes[at + 6] & 0xFF);
            statistics.onPacket(Bytes.uint16(bytes, at), Bytes.int32(bytes, at + 2), now);
            assertThat(statistics.received()).isPositive();
            assertThat(statistics.jitterTicks()).isNotNegative();
            if ((bytes[at + 6] & 3) == 0) {
                assertThat(statistics.takeFractionLost()).isBetween(0, 255);
                assertThat(statistics.lostForReport()).isBetween(-0x80_0000, 0x7F_FFFF);
            }
        }
    }
}
