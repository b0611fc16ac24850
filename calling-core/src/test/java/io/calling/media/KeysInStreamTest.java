package io.calling.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.calling.rtp.RtpPacket;
import io.calling.rtp.payload.TelephoneEvent;
import io.calling.stats.InboundRtpStats;
import io.calling.stats.MediaSourceStats;
import io.calling.stats.OutboundRtpStats;
import io.calling.stats.StatsReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Keys of a telephone among the sound of a stream (RFC 4733). */
class KeysInStreamTest {
    private final StreamBench bench = new StreamBench();
    private final StringBuilder heard = new StringBuilder();

    private void start() {
        bench.bob.stream.onKeys(heard::append);
        bench.start();
        bench.pass(200);
    }

    private List<RtpPacket> reports() {
        List<RtpPacket> reports = new ArrayList<>();
        IntStream.range(0, bench.alice.rtp.size())
                .mapToObj(bench.alice::sent)
                .filter(packet -> packet.payloadType() == AudioStreamConfig.KEYS)
                .forEach(reports::add);
        return reports;
    }

    @Test
    void theKeysThatArePressedAreHeardOnceAndInOrder() {
        start();
        bench.alice.stream.press("1");
        bench.alice.stream.press("159#1");
        bench.alice.stream.press("aD*");
        bench.pass(4_000);

        assertThat(heard).hasToString("1159#1AD*");
    }

    @Test
    void reportsStandInPlaceOfFramesInOneSequence() {
        start();
        int before = bench.alice.rtp.size();
        bench.alice.stream.press("5");
        bench.pass(1_000);

        List<RtpPacket> reports = reports();
        assertThat(bench.alice.rtp).hasSize(before + 50);
        assertThat(reports).hasSize(7);
        RtpPacket first = reports.get(0);
        assertThat(first.marker()).isTrue();
        for (int i = 0; i < 7; i++) {
            RtpPacket report = reports.get(i);
            assertThat(report.sequenceNumber()).isEqualTo(first.sequenceNumber() + i);
            assertThat(report.timestamp()).isEqualTo(first.timestamp());
            assertThat(report.marker()).isEqualTo(i == 0);
            assertThat(TelephoneEvent.read(report.buffer(), report.payloadOffset()))
                    .isEqualTo(new TelephoneEvent(5, i >= 4, 10, Math.min(5, i + 1) * 960));
        }
        assertThat(first.timestamp())
                .as("when the frame was due that it replaces")
                .isEqualTo(bench.alice.sent(0).timestamp() + 960 * before);
        assertThat(bench.alice.sent(before + 7).marker()).isFalse();
        assertThat(bench.alice.sent(before + 7).timestamp()).isEqualTo(first.timestamp() + 7 * 960);
    }

    @Test
    void L33_keysChangeNeitherRateNorSize() {
        start();
        bench.alice.stream.press("0123456789");
        bench.pass(2_800);

        assertThat(heard).hasToString("0123456789");
        assertThat(bench.alice.rtp).hasSize(151).allMatch(packet -> packet.length == 92);
        assertThat(bench.alice.source.drawn).isEqualTo(151);
    }

    @Test
    void betweenTwoKeysThereIsSound() {
        start();
        bench.alice.stream.press("11");
        bench.pass(1_000);

        List<RtpPacket> reports = reports();
        assertThat(reports.get(7).sequenceNumber() - reports.get(6).sequenceNumber()).isEqualTo(5);
    }

    @Test
    void keysAreHeardThoughAThirdOfAllPacketsAreLostOrComeTwice() {
        String keys = "0123456789*#ABCD".repeat(4);
        bench.path =
                packet ->
                        bench.random.nextInt(3) == 0
                                ? null
                                : Duration.ofMillis(10 + bench.random.nextInt(60));
        start();
        bench.alice.stream.press(keys);
        bench.pass(20_000);

        assertThat(heard).hasToString(keys);
    }

    @Test
    void whereThereIsNoSoundKeysAreSentAllTheSame() {
        bench.alice.source.length = 0;
        start();
        bench.alice.stream.press("7");
        bench.pass(1_000);

        assertThat(heard).hasToString("7");
        assertThat(bench.alice.rtp).hasSize(7).allMatch(packet -> packet.length == 16);
    }

    @Test
    void framesThatGaveWayToKeysAreNoLoss() {
        start();
        bench.alice.stream.press("42");
        bench.pass(1_000);

        AudioStatistics statistics = bench.bob.stream.statistics();
        assertThat(statistics.packetsLost()).isZero();
        assertThat(statistics.packetsDiscarded()).isZero();
        assertThat(statistics.framesConcealed()).isZero();
        assertThat(Collections.frequency(bench.bob.sink.heard, -1)).isLessThanOrEqualTo(14);
        List<Integer> sound = bench.bob.sink.heard.stream().filter(frame -> frame >= 0).toList();
        assertThat(sound).isSorted().hasSizeGreaterThan(40);
    }

    /** The padding of a report counts as header; the frame that it replaces was captured. */
    @Test
    void statisticsTellReportsFromSound() {
        start();
        bench.alice.stream.press("5");
        bench.pass(1_000);

        StatsReport.Builder ofAlice = new StatsReport.Builder(0, 0);
        bench.alice.stream.stats(ofAlice);
        StatsReport report = ofAlice.build();
        OutboundRtpStats sent = report.outbound("audio").orElseThrow();
        long frames = bench.alice.rtp.size();
        assertThat(sent.packetsSent()).isEqualTo(frames);
        assertThat(sent.bytesSent()).isEqualTo((frames - 7) * 80 + 7 * TelephoneEvent.BYTES);
        assertThat(sent.bytesSent() + sent.headerBytesSent()).isEqualTo(frames * 92);
        assertThat(report.all(MediaSourceStats.class).get(0).totalSamplesDuration())
                .hasValue(frames * 20 / 1e3);

        StatsReport.Builder ofBob = new StatsReport.Builder(0, 0);
        bench.bob.stream.stats(ofBob);
        InboundRtpStats received = ofBob.build().inbound("audio").orElseThrow();
        assertThat(received.bytesReceived() + received.headerBytesReceived())
                .isEqualTo(received.packetsReceived() * 92);
        assertThat(received.headerBytesReceived())
                .isEqualTo(12 * received.packetsReceived() + 7 * (80 - TelephoneEvent.BYTES));
    }

    @Test
    void theSoundThatFollowsIsHeardWhenItWouldHaveBeen() {
        start();
        bench.pass(1_000);
        Duration delay = bench.bob.stream.statistics().bufferDelay();
        bench.alice.stream.press("0123456789");
        bench.pass(4_000);

        assertThat(bench.bob.stream.statistics().bufferDelay())
                .isLessThanOrEqualTo(delay.plusMillis(20));
    }

    @Test
    void whatIsNoKeyIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bench.alice.stream.press("12x"))
                .withMessageContaining("x");
        start();
        bench.pass(1_000);
        assertThat(reports()).isEmpty();
    }

    @Test
    void aStreamWithoutThemSendsAndHearsNone() {
        AudioStreamConfig none = bench.bob.config.withPayloadType(AudioStreamConfig.KEYS);

        assertThat(none.keysPayloadType()).isEmpty();
    }

    @Test
    void onlyAFewHundredKeysWait() {
        start();
        bench.alice.stream.press("1".repeat(10_000));
        bench.pass(80_000);

        assertThat(heard).hasSize(Keypad.MAX_WAITING);
    }

    @Test
    void reportsThatAreTooShortOrNoKeysAreNotHeard() {
        start();
        bench.alice.stream.press("3");
        bench.path =
                packet -> {
                    if ((packet[1] & 0x7F) == AudioStreamConfig.KEYS) {
                        packet[12] = 66; // dial tone
                    }
                    return Duration.ofMillis(10);
                };
        bench.pass(1_000);
        byte[] report = bench.alice.rtp.get(12).clone();
        report[0] &= ~0x20;
        bench.bob.stream.onRtp(report, 0, 15);

        assertThat(heard).isEmpty();
    }
}
