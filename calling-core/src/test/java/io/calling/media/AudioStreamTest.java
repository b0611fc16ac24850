package io.calling.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.calling.rtp.RtpPacket;
import io.calling.stats.InboundRtpStats;
import io.calling.stats.StatsReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AudioStreamTest {
    /** What fails here fails on purpose. */
    private static final Logger LOG = Logger.getLogger("io.calling.media");

    private final StreamBench bench = new StreamBench();

    @BeforeEach
    void quiet() {
        LOG.setLevel(Level.OFF);
    }

    @AfterEach
    void loud() {
        LOG.setLevel(null);
    }

    @Test
    void nothingIsDrawnOrSentBeforeTheStart() {
        bench.pass(1_000);

        assertThat(bench.alice.source.drawn).isZero();
        assertThat(bench.alice.rtp).isEmpty();
        assertThat(bench.alice.rtcp).isEmpty();
    }

    @Test
    void aFrameLeavesEvery20MillisecondsWithoutDrift() {
        bench.start();
        bench.pass(60_000);

        assertThat(bench.alice.rtp).hasSize(3_001);
        long first = bench.alice.sentAtNanos.get(0);
        assertThat(bench.alice.sentAtNanos.get(3_000) - first).isEqualTo(60_000_000_000L);
    }

    @Test
    void sequenceNumbersAndTimestampsGoOnFromRandomBeginnings() {
        bench.start();
        bench.pass(200);

        RtpPacket first = bench.alice.sent(0);
        RtpPacket second = bench.alice.sent(1);
        assertThat(second.sequenceNumber()).isEqualTo(first.sequenceNumber() + 1);
        assertThat(second.timestamp()).isEqualTo(first.timestamp() + 960);
        assertThat(first.sequenceNumber()).isLessThan(0x8000);
        assertThat(bench.bob.sent(0).timestamp()).isNotEqualTo(first.timestamp());
        assertThat(bench.bob.sent(0).ssrc()).isNotEqualTo(first.ssrc());
    }

    @Test
    void theMarkerStandsAtTheBeginningAndAfterAPauseOfTheSource() {
        bench.start();
        bench.pass(90);
        bench.alice.source.length = 0;
        bench.pass(200);
        bench.alice.source.length = 80;
        bench.pass(100);

        assertThat(bench.alice.sent(0).marker()).isTrue();
        assertThat(bench.alice.sent(1).marker()).isFalse();
        RtpPacket afterPause = bench.alice.sent(5);
        assertThat(afterPause.marker()).isTrue();
        assertThat(afterPause.timestamp() - bench.alice.sent(4).timestamp()).isEqualTo(11 * 960);
    }

    @Test
    void whatOneSaysTheOtherHearsInOrder() {
        bench.start();
        bench.pass(2_000);

        List<Integer> heard = bench.bob.sink.heard;
        assertThat(heard).hasSizeGreaterThan(90);
        assertThat(heard).isEqualTo(counting(heard.size()));
        assertThat(bench.bob.stream.statistics().framesConcealed()).isZero();
    }

    @Test
    void framesThatGetLostAreConcealedInTheirPlace() {
        bench.path = StreamBench.losing(packet -> packet.length == 92 && packet[13] % 10 == 7);
        bench.start();
        bench.pass(1_950);

        List<Integer> heard = bench.bob.sink.heard;
        List<Integer> expected = counting(heard.size());
        expected.replaceAll(number -> number % 10 == 7 ? -1 : number);
        assertThat(heard).isEqualTo(expected);
        assertThat(bench.bob.sink.recoverable).isEqualTo(Collections.frequency(heard, -1));
    }

    /** The second byte is a number below a hundred, and says "there is a copy" from 64 on. */
    @Test
    void whatCameAsACopyInThePacketBehindIsNotCountedAsMadeUp() {
        bench.alice.source.tableOfContents = 0x08; // 20 ms of SILK
        bench.path =
                StreamBench.losing(
                        packet -> packet.length == 92 && (packet[13] == 50 || packet[13] == 70));
        bench.start();
        bench.pass(1_950);

        StatsReport.Builder report = new StatsReport.Builder(0, bench.network.nanoTime());
        bench.bob.stream.stats(report);
        InboundRtpStats.Playout played =
                report.build().inbound("audio").orElseThrow().audio().orElseThrow();
        assertThat(bench.bob.stream.statistics().framesConcealed()).isEqualTo(2);
        assertThat(played.concealedSamples()).isEqualTo(960);
        assertThat(played.concealmentEvents()).isOne();
        assertThat(played.totalSamplesReceived())
                .isEqualTo(played.jitterBufferEmittedCount() + 2 * 960);
    }

    @Test
    void anUnevenPathCostsDelayAndNotSound() {
        bench.path = packet -> Duration.ofMillis(10 + bench.random.nextInt(60));
        bench.start();
        bench.pass(30_000);
        long concealed = bench.bob.stream.statistics().framesConcealed();
        bench.pass(30_000);

        AudioStatistics statistics = bench.bob.stream.statistics();
        assertThat(statistics.framesConcealed() - concealed).isLessThan(1_500 / 50);
        assertThat(statistics.bufferDelay())
                .isBetween(Duration.ofMillis(50), Duration.ofMillis(110));
        assertThat(statistics.jitter()).isBetween(Duration.ofMillis(10), Duration.ofMillis(30));
    }

    @Test
    void L33_muteChangesNeitherRateNorSize() {
        bench.start();
        bench.pass(1_000);
        bench.alice.stream.mute(true);
        bench.pass(1_000);
        bench.alice.stream.mute(false);
        bench.pass(1_000);

        assertThat(bench.alice.rtp).hasSize(151).allMatch(packet -> packet.length == 92);
        assertThat(bench.alice.source.drawn).isEqualTo(151);
        assertThat(Collections.frequency(bench.bob.sink.heard, 255)).isEqualTo(50);
    }

    @Test
    void closingSaysByeStopsAndClosesWhatTheApplicationGave() {
        bench.start();
        bench.pass(500);
        bench.alice.stream.close();
        bench.alice.stream.close();
        int sent = bench.alice.rtp.size();
        bench.pass(5_000);

        byte[] last = bench.alice.rtcp.get(bench.alice.rtcp.size() - 1);
        assertThat(last[last.length - 7] & 0xFF).as("BYE").isEqualTo(203);
        assertThat(bench.alice.rtp).hasSize(sent);
        assertThat(bench.alice.source.closed).isEqualTo(1);
        assertThat(bench.alice.sink.closed).isEqualTo(1);
    }

    @Test
    void aStreamThatNeverStartedClosesInSilence() {
        bench.alice.stream.close();
        bench.alice.stream.start();
        bench.pass(1_000);

        assertThat(bench.alice.rtp).isEmpty();
        assertThat(bench.alice.rtcp).isEmpty();
        assertThat(bench.alice.source.closed).isEqualTo(1);
        assertThat(bench.network.waiting()).isZero();
    }

    @Test
    void closingLeavesNoTimer() {
        bench.start();
        bench.pass(500);
        bench.alice.stream.close();
        bench.bob.stream.close();
        bench.pass(100);

        assertThat(bench.network.waiting()).isZero();
    }

    @Test
    void aSourceThatThrowsOrSaysNonsenseIsSilentAndTheCallGoesOn() {
        bench.start();
        bench.pass(100);
        bench.alice.source.failure = new IllegalStateException("a microphone burns");
        bench.pass(100);
        bench.alice.source.failure = null;
        bench.alice.source.length = 1_000_000;
        bench.pass(100);
        bench.alice.source.length = 80;
        int sent = bench.alice.rtp.size();
        bench.pass(100);

        assertThat(bench.alice.rtp).hasSize(sent + 5);
        assertThat(sent).isEqualTo(6);
    }

    @Test
    void aSourceWhoseCodecCannotBeLoadedIsSilentAndClosedInTheEnd() {
        bench.alice.source.unlinked = new NoClassDefFoundError("a codec");
        bench.start();
        bench.pass(100);
        bench.alice.stream.close();
        bench.pass(100);

        assertThat(bench.alice.rtp).isEmpty();
        assertThat(bench.alice.source.closed).isEqualTo(1);
    }

    @Test
    void aSinkThatThrowsGetsTheNextFrameAllTheSameAndIsClosed() {
        bench.bob.sink.failure = new IllegalStateException("a loudspeaker burns");
        bench.start();
        bench.pass(1_000);
        bench.bob.stream.close();
        bench.pass(100);

        assertThat(bench.bob.sink.heard).hasSizeGreaterThan(40);
        assertThat(bench.bob.sink.closed).isEqualTo(1);
        assertThat(bench.bob.source.closed).isEqualTo(1);
    }

    @Test
    void otherPayloadTypesAndOtherSourcesAreNotHeard() {
        bench.start();
        bench.pass(500);
        long played = bench.bob.stream.statistics().framesPlayed();
        byte[] foreign = bench.alice.rtp.get(3).clone();
        foreign[1] = 100;
        bench.bob.stream.onRtp(foreign, 0, foreign.length);
        byte[] stranger = bench.alice.rtp.get(3).clone();
        stranger[8] ^= 1;
        bench.bob.stream.onRtp(stranger, 0, stranger.length);

        AudioStatistics statistics = bench.bob.stream.statistics();
        assertThat(statistics.packetsDiscarded()).isEqualTo(2);
        assertThat(statistics.framesPlayed()).isEqualTo(played);
    }

    @Test
    void aNewSourceIsHeardOnceTheOldOneIsSilent() {
        bench.start();
        bench.pass(1_000);
        bench.path =
                packet -> {
                    packet[8] ^= 1; // the SSRC
                    return Duration.ofMillis(10);
                };
        bench.pass(3_000);

        assertThat(bench.bob.stream.statistics().framesPlayed()).isGreaterThan(160);
    }

    @Test
    void withAConfiguredSourceNoOtherIsEverHeard() {
        AudioStreamConfig fixed = bench.bob.config.withRemoteSsrc(bench.alice.config.ssrc());
        AudioStream stream =
                new AudioStream(
                        fixed,
                        bench.bob.source,
                        bench.bob.sink,
                        bench.bob,
                        bench.network,
                        bench.network);
        bench.alice.stream.start();
        bench.pass(1_000);
        byte[] packet = bench.alice.rtp.get(1).clone();
        stream.onRtp(packet, 0, packet.length);
        packet[8] ^= 1;
        bench.pass(10_000);
        stream.onRtp(packet, 0, packet.length);

        assertThat(stream.statistics().packetsReceived()).isEqualTo(1);
    }

    @Test
    void noPacketMakesItThrowAndTheSoundGoesOnAfterwards() {
        bench.start();
        bench.pass(500);
        Random random = new Random(8);
        for (int i = 0; i < 20_000; i++) {
            byte[] packet = bench.alice.rtp.get(i % 20).clone();
            packet[random.nextInt(packet.length)] = (byte) random.nextInt();
            packet[random.nextInt(8)] = (byte) random.nextInt();
            bench.bob.stream.onRtp(packet, 0, random.nextInt(packet.length + 1));
            bench.bob.stream.onRtcp(packet, 0, random.nextInt(packet.length + 1));
            bench.pass(i % 3);
        }
        bench.pass(3_000);
        long played = bench.bob.stream.statistics().framesPlayed();
        bench.pass(2_000);
        assertThat(bench.bob.stream.statistics().framesPlayed() - played)
                .isCloseTo(100, within(2L));
    }

    static List<Integer> counting(int frames) {
        return new ArrayList<>(IntStream.range(0, frames).mapToObj(i -> i % 100).toList());
    }
}
