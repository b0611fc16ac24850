package io.calling.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.calling.media.StreamBench.CountingSink;
import io.calling.media.StreamBench.CountingSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AudioOverTrackTest {
    private final TrackPair pair = new TrackPair(true);
    private final Voice left = new Voice(pair.left);
    private final Voice right = new Voice(pair.right);

    /** One side's stream over its track. */
    private final class Voice {
        final CountingSource source = new CountingSource();
        final CountingSink sink = new CountingSink();
        final AudioStream stream;

        Voice(TrackPair.Side side) {
            stream = AudioStream.over(side.audio(), source, sink, pair.network, Runnable::run);
        }
    }

    @Test
    void whatOneSourceGivesTheOtherSideHears() {
        pair.pass(500);

        assertThat(left.sink.heard).hasSizeGreaterThan(20).startsWith(0, 1, 2, 3, 4);
        assertThat(right.sink.heard).hasSizeGreaterThan(20).startsWith(0, 1, 2, 3, 4);
        assertThat(pair.left.wire)
                .allSatisfy(packet -> assertThat(packet[1] & 0x7F).isEqualTo(111));
    }

    @Test
    void theSourceIsToldWhatThePeerLosesAndWhenItNoLongerDoes() {
        pair.left.lost = sequence -> sequence % 4 == 3;
        pair.pass(5_000);
        assertThat(left.source.lossPercent).isBetween(20, 30);
        assertThat(right.source.lossPercent).isZero();

        pair.left.lost = sequence -> false;
        pair.pass(30_000);
        assertThat(left.source.lossPercent).isZero();
    }

    @Test
    void theStreamKnowsWhatTheTrackIsTold() {
        pair.left.lost = sequence -> sequence % 4 == 3;
        pair.pass(5_000);

        AudioStatistics statistics = left.stream.statistics();
        assertThat(statistics.remotePacketsLost()).isBetween(40L, 65L);
        assertIsTwoMillis(statistics.roundTripTime());
    }

    @Test
    void aListenerOfItsOwnIsToldOfEachReport() {
        List<ReceptionReport> told = new ArrayList<>();
        pair.left.audio().onPackets(new Reports(told));
        pair.left.lost = sequence -> sequence % 4 == 3;
        pair.pass(10_000);

        assertThat(told).hasSizeBetween(5, 20);
        assertThat(told.subList(1, told.size()))
                .allSatisfy(report -> assertThat(report.fractionLost()).isBetween(0.2, 0.3));
        assertThat(told.get(told.size() - 1).packetsLost()).isBetween(90L, 125L);
        assertIsTwoMillis(told.get(told.size() - 1).roundTripTime());
    }

    private static void assertIsTwoMillis(Optional<Duration> time) {
        assertThat(time.orElseThrow()).isCloseTo(Duration.ofMillis(2), Duration.ofMillis(1));
    }

    @Test
    void picturesHaveNoSound() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                AudioStream.over(
                                        pair.left.video(),
                                        left.source,
                                        left.sink,
                                        pair.network,
                                        Runnable::run))
                .withMessage("an audio stream needs a track with Opus, not with VP8");
    }

    @Test
    void afterItIsClosedNothingIsSaidOrHeard() {
        pair.pass(500);
        left.stream.close();
        pair.pass(100);
        int sent = pair.left.wire.size();
        int heard = left.sink.heard.size();
        pair.pass(5_000);

        assertThat(pair.left.wire).hasSize(sent);
        assertThat(left.sink.heard).hasSize(heard);
        assertThat(left.source.closed).isEqualTo(1);
        assertThat(left.sink.closed).isEqualTo(1);
    }

    @Test
    void itEndsWithTheSession() {
        pair.pass(500);
        pair.left.bundle.close();
        pair.left.bundle.close();
        pair.pass(100);

        assertThat(left.source.closed).isEqualTo(1);
        assertThat(left.sink.closed).isEqualTo(1);
        assertThat(right.source.closed).isZero();
    }

    @Test
    void itEndsWithItsTrackWhereTheSessionGoesOnWithoutIt() {
        pair.left.bundle.change(List.of(pair.left.video().config()));
        pair.pass(100);

        assertThat(left.source.closed).isEqualTo(1);
        assertThat(left.sink.closed).isEqualTo(1);
    }

    @Test
    void whoComesAfterTheEndIsToldAtOnce() {
        pair.left.bundle.close();
        CountingSource source = new CountingSource();
        AudioStream.over(
                pair.left.audio(), source, new CountingSink(), pair.network, Runnable::run);

        assertThat(source.closed).isEqualTo(1);
    }

    @Test
    void aListenerThatThrowsAtTheEndKeepsNoOtherFromBeingTold() {
        pair.left.video().onPackets(new Thrower());
        pair.left.bundle.change(List.of(pair.left.video().config(), pair.left.audio().config()));
        pair.left.bundle.close();

        assertThat(left.source.closed).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
    void noMoreIsLostThanWasSent(double fraction) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReceptionReport(fraction, 0, Optional.empty()))
                .withMessageContaining("" + fraction);
    }

    /** Takes packets and requests, and makes nothing of them. */
    private static class Deaf implements RtpTrack.Listener {
        @Override
        public void onPacket(
                int payloadType,
                boolean marker,
                int sequenceNumber,
                int timestamp,
                byte[] buffer,
                int offset,
                int length) {}

        @Override
        public void onKeyFrameRequest() {}
    }

    private static final class Thrower extends Deaf {
        @Override
        public void onEnd() {
            throw new IllegalStateException("planted");
        }
    }

    private static final class Reports extends Deaf {
        private final List<ReceptionReport> told;

        Reports(List<ReceptionReport> told) {
            this.told = told;
        }

        @Override
        public void onReceptionReport(ReceptionReport report) {
            told.add(report);
        }
    }
}
