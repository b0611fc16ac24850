package io.calling.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calling.rtp.RtcpHandler;
import io.calling.rtp.RtcpReader;
import io.calling.rtp.RtcpWriter;
import io.calling.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pictures beside sound: what flows, when it ends, and what a hostile peer can do about it. */
class VideoStreamTest {
    /** Kept, since the log manager keeps only weak references. */
    private static final List<Logger> APPLICATION_FAULTS =
            List.of(
                    Logger.getLogger(VideoSender.class.getName()),
                    Logger.getLogger(VideoReceiver.class.getName()));

    static {
        // Tests that make the application throw know that it does.
        APPLICATION_FAULTS.forEach(logger -> logger.setLevel(Level.SEVERE));
    }

    private final SplitPair pair = new SplitPair();

    private void start() {
        pair.left.startVideo();
        pair.right.startVideo();
    }

    private static List<Integer> upTo(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    @Test
    void everyFrameComesOnceAndInOrder() {
        start();
        pair.pass(3_000);
        assertThat(pair.right.screen.shown).isEqualTo(upTo(pair.right.screen.shown.size()));
        assertThat(pair.right.screen.shown).hasSizeBetween(88, 91);
        assertThat(pair.right.screen.keyFrames).containsExactly(0);
        assertThat(pair.left.screen.shown).hasSizeBetween(88, 91);
        int drawn = pair.left.camera.drawn;
        pair.pass(20); // the last one leaves packet by packet, and none follows yet
        VideoStatistics sent = pair.left.video.statistics();
        assertThat(sent.framesSent()).isEqualTo(drawn);
        assertThat(sent.track().packetsSent()).isEqualTo(3L * drawn);
    }

    @Test
    void whatWaitsToLeaveAsTheVideoIsSilencedOrEndsNeverLeaves() {
        pair.left.camera.bytes = 100_000;
        start();
        pair.pass(50);
        pair.left.video.silence();
        int before = pair.left.sent(1_001).size();
        pair.pass(1_000);
        assertThat(pair.left.sent(1_001)).hasSize(before);

        pair.right.camera.bytes = 100_000;
        pair.pass(50);
        pair.right.video.stop();
        int stopped = pair.right.sent(2_001).size();
        pair.pass(1_000);
        assertThat(pair.right.sent(2_001)).hasSize(stopped);
    }

    @Test
    void aCameraThatDoesAsItIsToldFitsThePathWithTheSoundBesideIt() {
        pair.left.camera.adapts = true;
        pair.left.bitsPerSecond = 500_000;
        start();
        pair.pass(10_000);
        assertThat(pair.left.camera.targets).startsWith(300_000L);
        long longest = 0;
        int before = pair.left.sent(1_001).size();
        for (int i = 0; i < 100; i++) {
            pair.pass(100);
            longest = Math.max(longest, pair.left.queueMillis());
        }
        assertThat(longest).isLessThan(200);
        assertThat(last(pair.left.camera.targets)).isBetween(250_000L, 500_000L);
        assertThat(pair.left.sent(1_001).size() - before).isGreaterThan(300);

        pair.left.bitsPerSecond = 5_000_000;
        pair.pass(20_000);
        assertThat(last(pair.left.camera.targets)).isGreaterThan(2_000_000);
    }

    private static long last(List<Long> values) {
        return values.get(values.size() - 1);
    }

    @Test
    void whereBothCannotFitTheSoundTakesLessAndComesThrough() {
        pair.left.camera.adapts = true;
        pair.left.bitsPerSecond = 60_000;
        start();
        pair.pass(40_000);
        assertThat(pair.left.source.targets).isNotEmpty().isSubsetOf(24_000L, 16_000L, 12_000L);
        assertThat(pair.left.queueMillis()).isLessThan(500);

        pair.left.bitsPerSecond = 5_000_000;
        pair.pass(120_000);
        assertThat(last(pair.left.source.targets)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void freezesAreCountedByTheRulesOfWebrtcStats() {
        start();
        pair.pass(3_000);
        assertThat(pair.right.video.statistics().freezes().freezeCount()).isZero();
        pair.left.camera.empty = true;
        pair.pass(1_000);
        pair.left.camera.empty = false;
        pair.pass(1_000);
        FreezeStatistics freezes = pair.right.video.statistics().freezes();
        assertThat(freezes.freezeCount()).isOne();
        assertThat(freezes.totalFreezesNanos()).isBetween(1_000_000_000L, 1_100_000_000L);
        assertThat(freezes.pauseCount()).isZero();

        pair.right.video.show(false);
        pair.pass(8_000);
        pair.right.video.show(true);
        pair.pass(1_000);
        FreezeStatistics after = pair.right.video.statistics().freezes();
        assertThat(after.freezeCount() + after.pauseCount()).isOne();
        assertThat(pair.right.video.statistics().keyFramesShown()).isEqualTo(2);
    }

    @Test
    void aPeerThatTellsNothingOfArrivalsGetsNoNumbersAndTheCameraGoesOnAsItIs() {
        pair.left.tellsArrivals = false;
        start();
        pair.pass(5_000);
        assertThat(pair.left.sent(1_001)).noneMatch(RtpPacket::hasExtension).isNotEmpty();
        assertThat(pair.right.sent(2_001)).allMatch(RtpPacket::hasExtension).isNotEmpty();
        // What it is told rests on the peer's reports of losses.
        assertThat(pair.left.camera.targets).isNotEmpty().doesNotContain(300_000L);
    }

    /** RFC 7741, 4.1: 90 kHz. */
    @Test
    void timestampsCountIn90kHz() {
        start();
        pair.pass(1_000);
        List<Integer> times = pair.right.screen.timestamps;
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - 1)).isBetween(2_999, 3_001);
        }
    }

    @Test
    void soundAndPicturesAreReportedAndAskedForEachByItsName() {
        start();
        int[] pictures = {0};
        pair.left.lost =
                packet -> {
                    RtpPacket view = new RtpPacket();
                    view.wrap(packet, 0, packet.length);
                    return view.ssrc() == 1_001 && ++pictures[0] == 50;
                };
        pair.pass(15_000);
        assertThat(pair.left.video.statistics().track().retransmitted()).isOne();
        assertThat(pair.right.screen.shown).isEqualTo(upTo(pair.right.screen.shown.size()));
        assertThat(pair.left.audio.statistics().roundTripTime()).isPresent();
        assertThat(pair.left.audio.statistics().remotePacketsLost()).isZero();
        assertThat(pair.right.audio.statistics().packetsDiscarded()).isZero();
    }

    /** One compound may speak of both: each part goes where it belongs (RFC 3550, 6.1). */
    @Test
    void aCompoundThatSpeaksOfBothIsTakenApart() {
        start();
        pair.pass(500);
        byte[] buffer = new byte[512];
        RtcpWriter writer = new RtcpWriter(buffer);
        writer.begin(0).receiverReport(2_000);
        writer.pictureLoss(2_001, 1_001);
        writer.nack(2_001, 1_001, pair.left.sent(1_001).get(40).sequenceNumber(), 0);
        int before = pair.left.camera.keyFrames;
        pair.left.splitter.onRtcp(buffer, 0, writer.length());
        pair.pass(100);
        assertThat(pair.left.camera.keyFrames).isEqualTo(before + 1);
        assertThat(pair.left.video.statistics().track().retransmitted()).isOne();
    }

    @Test
    void whatIsAskedForInTheNameOfTheSoundMovesNoPicture() {
        start();
        pair.pass(500);
        byte[] buffer = new byte[512];
        RtcpWriter writer = new RtcpWriter(buffer);
        writer.begin(0).receiverReport(2_000);
        writer.pictureLoss(2_000, 1_000);
        writer.nack(2_000, 1_000, pair.left.sent(1_001).get(40).sequenceNumber(), 0xFFFF);
        pair.left.splitter.onRtcp(buffer, 0, writer.length());
        pair.pass(100);
        assertThat(pair.left.camera.keyFrames).isOne();
        assertThat(pair.left.video.statistics().track().retransmitted()).isZero();
    }

    @Test
    void whileNothingIsSentNothingIsSentAgainEither() {
        start();
        pair.pass(500);
        byte[] buffer = new byte[512];
        RtcpWriter writer = new RtcpWriter(buffer);
        writer.begin(0).receiverReport(2_000);
        writer.nack(2_001, 1_001, pair.left.sent(1_001).get(40).sequenceNumber(), 0xFFFF);
        pair.left.video.send(false);
        int probes = pair.left.sent(1_002).size();
        pair.left.splitter.onRtcp(buffer, 0, writer.length());
        pair.left.video.onRtcp(buffer, 0, writer.length());
        pair.pass(100);
        assertThat(pair.left.sent(1_002)).hasSize(probes);
        pair.left.video.send(true);
        pair.left.splitter.onRtcp(buffer, 0, writer.length());
        pair.pass(100);
        assertThat(pair.left.sent(1_002)).as("it can be asked for later").isNotEmpty();
        int repaired = pair.left.sent(1_002).size();
        pair.left.video.silence();
        pair.left.splitter.onRtcp(buffer, 0, writer.length());
        pair.pass(100);
        assertThat(pair.left.sent(1_002)).hasSize(repaired);
    }

    @Test
    void L05_beforeItBeginsNothingIsDrawnAndNothingShown() {
        pair.right.startVideo();
        pair.pass(1_000);
        assertThat(pair.left.camera.drawn).isZero();
        assertThat(pair.left.screen.shown).isEmpty();
        assertThat(pair.left.sent(1_001)).isEmpty();
    }

    @Test
    void onceItHasEndedNothingIsDrawnSentOrShown() {
        start();
        pair.pass(1_000);
        pair.left.video.stop();
        pair.pass(50);
        int drawn = pair.left.camera.drawn;
        int shown = pair.left.screen.shown.size();
        int reports = pair.left.rtcp.size();
        pair.pass(3_000);
        assertThat(pair.left.camera.drawn).isEqualTo(drawn);
        assertThat(pair.left.screen.shown).hasSize(shown);
        assertThat(pair.left.camera.closed).isOne();
        assertThat(pair.left.screen.closed).isOne();
        assertThat(pair.left.rtcp.size() - reports).as("reports of sound").isLessThan(4);
    }

    @Test
    void silenceHoldsAtOnceAndForGood() {
        start();
        pair.pass(1_000);
        pair.left.video.silence();
        int drawn = pair.left.camera.drawn;
        int sent = pair.left.sent(1_001).size();
        int shown = pair.left.screen.shown.size();
        pair.left.video.send(true);
        pair.left.video.show(true);
        pair.pass(1_000);
        assertThat(pair.left.camera.drawn).isEqualTo(drawn);
        assertThat(pair.left.sent(1_001)).hasSize(sent);
        assertThat(pair.left.screen.shown).hasSize(shown);
    }

    /** One key protects all of a call's packets, so a number used twice would betray both. */
    @Test
    void noNumberIsUsedTwiceHoweverOftenVideoBegins() {
        for (int round = 0; round < 5; round++) {
            start();
            pair.left.lost = packet -> packet[packet.length - 1] == 0 && packet.length % 7 == 0;
            pair.pass(1_000);
            pair.left.video.stop();
            pair.right.video.stop();
            pair.pass(100);
        }
        for (int ssrc : new int[] {1_001, 1_002}) {
            Set<Integer> numbers = new HashSet<>();
            List<RtpPacket> sent = pair.left.sent(ssrc);
            sent.forEach(packet -> numbers.add(packet.sequenceNumber()));
            assertThat(numbers).hasSameSizeAs(sent);
        }
    }

    @Test
    void eachTimeThatItBeginsAKeyFrameIsFirst() {
        start();
        pair.pass(500);
        pair.left.video.stop();
        pair.right.video.stop();
        pair.pass(500);
        int before = pair.right.screen.shown.size();
        start();
        pair.pass(500);
        assertThat(pair.right.screen.keyFrames).contains(pair.right.screen.shown.get(before));
    }

    @Test
    void twoBeginningsWithoutAnEndAreRefused() {
        start();
        assertThatThrownBy(pair.left::startVideo).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSinkThatFallsBehindGoesOnWithAKeyFrame() {
        start();
        pair.pass(500);
        pair.right.slow = true;
        pair.pass(5_000);
        int before = pair.right.screen.shown.size();
        pair.right.catchUp();
        pair.pass(2_000);
        assertThat(pair.right.screen.shown.size()).isGreaterThan(before + 64);
        allCanBeDecoded();
        assertThat(pair.right.video.statistics().framesLeftOut()).isPositive();
    }

    /** 64 frames of half a megabyte would be 32: the peer says how large they are. */
    @Test
    void largeFramesWaitInFourMegabytes() {
        pair.left.camera.bytes = 500_000;
        start();
        pair.pass(500);
        int before = pair.right.screen.shown.size();
        assertThat(before).isPositive();
        pair.right.slow = true;
        pair.pass(1_000);
        pair.left.camera.bytes = 3_000;
        pair.right.catchUp();
        pair.network.run();
        assertThat(pair.right.screen.shown.size() - before).isBetween(1, 8);
        pair.pass(3_000); // what waited to leave comes first
        assertThat(pair.right.screen.shown.size() - before).isGreaterThan(15);
        allCanBeDecoded();
    }

    /** All slots together would be 6 MB: buffers of frames that were shown are let go. */
    @Test
    void whoKeepsUpMissesNoLargeFrame() {
        pair.left.camera.bytes = 100_000;
        start();
        pair.pass(5_000);
        List<Integer> shown = pair.right.screen.shown;
        assertThat(shown).hasSizeGreaterThan(140).isEqualTo(upTo(shown.size()));
        assertThat(pair.right.video.statistics().framesLeftOut()).isZero();
    }

    private void allCanBeDecoded() {
        List<Integer> shown = pair.right.screen.shown;
        for (int i = 1; i < shown.size(); i++) {
            boolean follows = shown.get(i) == shown.get(i - 1) + 1;
            assertThat(follows || pair.right.screen.keyFrames.contains(shown.get(i)))
                    .as("frame %s after %s can be decoded", shown.get(i), shown.get(i - 1))
                    .isTrue();
        }
    }

    /** So short that no packet comes in it: what was dropped is missed by all that follows. */
    @Test
    void afterAShortPauseAKeyFrameIsFirst() {
        start();
        pair.pass(500);
        pair.right.slow = true;
        pair.pass(40);
        int before = pair.right.screen.shown.size();
        pair.right.video.show(false);
        pair.right.catchUp();
        pair.network.run();
        pair.right.video.show(true);
        assertThat(pair.right.video.statistics().framesLeftOut()).isPositive();
        assertThat(pair.right.screen.shown).hasSize(before);
        pair.pass(1_000);
        assertThat(pair.right.screen.shown.size()).isGreaterThan(before + 15);
        allCanBeDecoded();
    }

    @Test
    void whatCannotBeDecodedIsFollowedByAKeyFrame() {
        pair.right.screen.decodable = number -> number != 10;
        start();
        pair.pass(2_000);
        List<Integer> shown = pair.right.screen.shown;
        int next = shown.get(shown.indexOf(10) + 1);
        assertThat(pair.right.screen.keyFrames).contains(next);
    }

    @Test
    void aSourceThatFailsShowsNothingAndTheSoundGoesOn() {
        pair.left.camera.failure = new IllegalStateException("the application's bug");
        start();
        pair.pass(1_000);
        assertThat(pair.left.sent(1_001)).isEmpty();
        assertThat(pair.left.sent(1_000)).hasSizeGreaterThan(45);
        pair.left.camera.failure = null;
        pair.pass(1_000);
        assertThat(pair.right.screen.keyFrames).containsExactly(0);
    }

    @Test
    void aSinkThatFailsEndsNothing() {
        pair.right.screen.failure = new IllegalStateException("the application's bug");
        start();
        pair.pass(1_000);
        pair.right.screen.failure = null;
        pair.pass(1_000);
        assertThat(pair.right.screen.shown).isNotEmpty();
        assertThat(pair.right.screen.keyFrames).contains(pair.right.screen.shown.get(0));
    }

    @Test
    void aStepWithoutAFrameSendsNone() {
        pair.left.camera.empty = true;
        start();
        pair.pass(500);
        assertThat(pair.left.sent(1_001)).isEmpty();
        pair.left.camera.empty = false;
        pair.pass(500);
        assertThat(pair.right.screen.keyFrames).containsExactly(0);
    }

    @Test
    void aFrameThatIsTooLargeIsLeftOut() {
        start();
        pair.pass(500);
        pair.left.camera.bytes = 1_000_000;
        pair.pass(100);
        int sent = pair.left.sent(1_001).size();
        pair.pass(500);
        assertThat(pair.left.sent(1_001)).hasSize(sent);
        pair.left.camera.bytes = 3_000;
        int keyFrames = pair.right.screen.keyFrames.size();
        pair.pass(500);
        assertThat(pair.right.screen.keyFrames).hasSizeGreaterThan(keyFrames);
    }

    @Test
    void L32_theReportsOfBothHaveOneClockSoThatTheyCanBePlayedInStep() {
        start();
        pair.pass(20_000);
        List<Long> clocks = new ArrayList<>();
        RtcpReader reader =
                new RtcpReader(
                        new RtcpHandler() {
                            @Override
                            public void onSenderReport(
                                    int ssrc, long ntp, int timestamp, long packets, long bytes) {
                                clocks.add(ntp >>> 32);
                            }
                        });
        pair.left.rtcp.forEach(packet -> reader.read(packet, 0, packet.length));
        assertThat(clocks).hasSizeGreaterThan(10);
        assertThat(clocks.get(clocks.size() - 1) - clocks.get(0)).isBetween(10L, 20L);
    }

    @Test
    void noPacketMakesItThrowAndThePicturesGoOn() {
        start();
        pair.pass(500);
        Random random = new Random(9);
        for (int i = 0; i < 20_000; i++) {
            byte[] packet = new byte[random.nextInt(80)];
            random.nextBytes(packet);
            if (packet.length > 11) {
                packet[0] = (byte) 0x80;
                packet[1] = (byte) (random.nextBoolean() ? 96 + random.nextInt(4) : packet[1]);
                packet[8] = 0;
                packet[9] = 0;
                packet[10] = (byte) (2_001 >> 8);
                packet[11] = (byte) (2_000 + random.nextInt(3));
            }
            pair.left.splitter.onRtp(packet, 0, packet.length);
            pair.left.splitter.onRtcp(packet, 0, packet.length);
        }
        pair.pass(5_000);
        int before = pair.right.screen.shown.size();
        pair.pass(1_000);
        assertThat(pair.right.screen.shown.size()).isGreaterThan(before + 20);
    }

    @Test
    void theEndSaysByeAndLeavesNoTimer() {
        start();
        pair.pass(500);
        pair.left.splitter.close();
        pair.right.splitter.close();
        pair.pass(2_000);
        assertThat(pair.network.waiting()).isZero();
        assertThat(pair.left.camera.closed).isOne();
        assertThat(pair.left.screen.closed).isOne();
    }

    @Test
    void aCameraThatIsTooFastOrHasNoFormatIsRefused() {
        SplitPair.Camera camera = new SplitPair.Camera();
        VideoSource fast =
                new VideoSource() {
                    @Override
                    public List<VideoFormat> formats() {
                        return List.of(VideoFormat.VP8);
                    }

                    @Override
                    public Duration interval() {
                        return Duration.ofMillis(1);
                    }

                    @Override
                    public ByteBuffer nextFrame(VideoFormat format, boolean keyFrame) {
                        return camera.nextFrame(format, keyFrame);
                    }
                };
        assertThatThrownBy(() -> VideoMedia.showing(fast)).hasMessageContaining("interval");
    }
}
