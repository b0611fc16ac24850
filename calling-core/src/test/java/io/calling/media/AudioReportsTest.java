package io.calling.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.rtp.RtcpHandler;
import io.calling.rtp.RtcpReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AudioReportsTest {
    private final StreamBench bench = new StreamBench();
    private final Reports reports = new Reports();

    @Test
    void reportsComeAboutOnceASecondAndNotInStep() {
        bench.start();
        bench.pass(60_000);

        assertThat(bench.alice.rtcp).hasSizeBetween(50, 100);
    }

    @Test
    void theRoundTripIsMeasured() {
        bench.path = packet -> Duration.ofMillis(70);
        bench.start();
        bench.pass(5_000);

        assertThat(bench.alice.stream.statistics().roundTripTime())
                .hasValueSatisfying(
                        time ->
                                assertThat(time)
                                        .isCloseTo(Duration.ofMillis(140), Duration.ofMillis(1)));
    }

    @Test
    void whatThePeerLosesIsKnown() {
        bench.path = StreamBench.losing(packet -> packet.length == 92 && packet[13] % 4 == 3);
        bench.start();
        bench.pass(10_000);

        AudioStatistics alice = bench.alice.stream.statistics();
        assertThat(alice.remotePacketsLost()).isBetween(110L, 126L);
        assertThat(alice.packetsLost()).isBetween(123L, 126L);
    }

    @Test
    void theSourceIsToldWhatThePeerLosesAndWhenItNoLongerDoes() {
        bench.path = StreamBench.losing(packet -> packet.length == 92 && packet[13] % 4 == 3);
        bench.start();
        bench.pass(5_000);
        assertThat(bench.alice.source.lossPercent).isBetween(20, 40);

        bench.path = StreamBench.losing(packet -> false);
        bench.pass(30_000);
        assertThat(bench.alice.source.lossPercent).isZero();
    }

    @Test
    void aSenderReportCountsPacketsAndBytes() {
        bench.start();
        bench.pass(5_000);
        read(bench.alice.rtcp);

        int last = reports.packets.size() - 1;
        long packets = reports.packets.get(last);
        assertThat(packets).isBetween(150L, 251L);
        assertThat(reports.bytes.get(last)).isEqualTo(packets * 80);
    }

    @Test
    void mediaTimeAndReportTimeAdvanceAlike() {
        bench.start();
        bench.pass(20_000);
        read(bench.alice.rtcp);

        int last = reports.ntp.size() - 1;
        double seconds = (reports.ntp.get(last) - reports.ntp.get(0)) / 4_294_967_296.0;
        double media = (reports.timestamps.get(last) - reports.timestamps.get(0)) / 48_000.0;
        assertThat(Math.abs(seconds - media)).isLessThan(0.001);
    }

    @Test
    void L32_reportsTellNeitherTheTimeNorThatTwoCallsComeFromOneHost() {
        bench.start();
        bench.pass(5_000);
        read(bench.alice.rtcp);
        long alice = reports.ntp.get(0) >>> 32;
        reports.ntp.clear();
        read(bench.bob.rtcp);
        long bob = reports.ntp.get(0) >>> 32;

        long wallClock =
                bench.network.now().getEpochSecond()
                        - Instant.parse("1900-01-01T00:00:00Z").getEpochSecond();
        assertThat(Math.abs(alice - wallClock)).isGreaterThan(86_400);
        assertThat(Math.abs(alice - bob)).isGreaterThan(86_400);
    }

    @Test
    void L12_theNameIsRandomForEachCallAndOneInTheCall() {
        bench.start();
        bench.pass(5_000);
        read(bench.alice.rtcp);

        assertThat(reports.names).containsOnly(bench.alice.config.cname().value());
        assertThat(bench.alice.config.cname()).isNotEqualTo(bench.bob.config.cname());
    }

    @Test
    void aPartyThatSendsNothingReportsAsAReceiver() {
        bench.alice.source.length = 0;
        bench.start();
        bench.pass(5_000);
        read(bench.alice.rtcp);

        assertThat(reports.packets).isEmpty();
        assertThat(reports.receiverReports).isPositive();
    }

    @Test
    void aReportOfWhatWeNeverSentChangesNoRoundTrip() {
        bench.start();
        bench.pass(3_000);
        Duration before = bench.alice.stream.statistics().roundTripTime().orElseThrow();
        byte[] forged = bench.bob.rtcp.get(bench.bob.rtcp.size() - 1).clone();
        for (int at = 28 + 16; at < 28 + 24; at++) {
            forged[at] ^= 0x5A; // LSR and DLSR
        }
        bench.alice.stream.onRtcp(forged, 0, forged.length);

        assertThat(bench.alice.stream.statistics().roundTripTime()).contains(before);
    }

    private void read(List<byte[]> packets) {
        RtcpReader reader = new RtcpReader(reports);
        for (byte[] packet : packets) {
            assertThat(reader.read(packet, 0, packet.length)).isTrue();
        }
    }

    private static final class Reports implements RtcpHandler {
        final List<Long> ntp = new ArrayList<>();
        final List<Integer> timestamps = new ArrayList<>();
        final List<Long> packets = new ArrayList<>();
        final List<Long> bytes = new ArrayList<>();
        final List<String> names = new ArrayList<>();
        int receiverReports;

        @Override
        public void onSenderReport(int ssrc, long time, int timestamp, long sent, long sentBytes) {
            ntp.add(time);
            timestamps.add(timestamp);
            packets.add(sent);
            bytes.add(sentBytes);
        }

        @Override
        public void onReceiverReport(int ssrc) {
            receiverReports++;
        }

        @Override
        public void onCname(int ssrc, byte[] buffer, int offset, int length) {
            names.add(new String(buffer, offset, length, StandardCharsets.UTF_8));
        }
    }
}
