package io.calling.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.rtp.RtpPacket;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackBundleTest {
    private final TrackPair pair = new TrackPair(true);

    @Test
    void packetsComeOutOnTheTrackOfTheirMid() {
        byte[] payload = {'a'};
        pair.left.audio().send(TrackPair.OPUS, false, 7, 960, payload, 0, 1);
        pair.left.sendVideo(100, 3_000, "v");
        pair.pass(5);

        assertThat(pair.right.heard)
                .containsExactly(
                        new TrackPair.Heard(MediaKind.AUDIO, TrackPair.OPUS, 7, 960, "a"),
                        new TrackPair.Heard(MediaKind.VIDEO, TrackPair.VP8, 100, 3_000, "v"));
    }

    @Test
    void aLostPacketIsAskedForAndComesByRetransmission() {
        pair.right.heard.clear();
        pair.left.lost = sequence -> sequence == 101;
        for (int sequence = 100; sequence < 104; sequence++) {
            pair.left.sendVideo(sequence, 3_000 * sequence, "p" + sequence);
        }
        pair.pass(60);

        assertThat(pair.right.heardSequences()).containsExactly(100, 102, 103, 101);
        assertThat(pair.right.heard.get(3).payload()).isEqualTo("p101");
        assertThat(pair.right.heard.get(3).payloadType()).isEqualTo(TrackPair.VP8);
        assertThat(pair.left.video().statistics().retransmitted()).isEqualTo(1);
    }

    @Test
    void withoutARetransmissionFormatTheSameBytesAreSentAgain() {
        TrackPair plain = new TrackPair(false);
        boolean[] once = {false};
        plain.left.lost = sequence -> sequence == 101 && !once[0] && (once[0] = true);
        for (int sequence = 100; sequence < 104; sequence++) {
            plain.left.sendVideo(sequence, 3_000 * sequence, "p" + sequence);
        }
        plain.pass(60);

        assertThat(plain.right.heardSequences()).containsExactly(100, 102, 103, 101);
        List<byte[]> sent =
                plain.left.wire.stream().filter(packet -> sequence(packet) == 101).toList();
        assertThat(sent).hasSize(2);
        assertThat(sent.get(0)).isEqualTo(sent.get(1));
    }

    private static int sequence(byte[] bytes) {
        RtpPacket packet = new RtpPacket();
        packet.wrap(bytes, 0, bytes.length);
        return packet.sequenceNumber();
    }

    @Test
    void noNumberIsUsedForTwoPackets() {
        assertThat(pair.left.sendVideo(100, 1, "one")).isTrue();
        assertThat(pair.left.sendVideo(100, 2, "two")).isFalse();
        assertThat(pair.left.sendVideo(2_000, 3, "far ahead")).isTrue();
        assertThat(pair.left.sendVideo(101, 4, "too old to remember")).isFalse();
    }

    @Test
    void repairsNeverReuseANumberOfTheirOwn() {
        pair.left.lost = sequence -> sequence % 3 == 1;
        for (int sequence = 101; sequence < 160; sequence++) {
            pair.left.sendVideo(sequence, 3_000 * sequence, "p" + sequence);
            pair.pass(5);
        }
        pair.pass(300);

        List<Integer> repairs =
                pair.left.wire.stream()
                        .filter(packet -> (packet[1] & 0x7F) == TrackPair.RTX)
                        .map(TrackBundleTest::sequence)
                        .toList();
        assertThat(repairs).isNotEmpty().doesNotHaveDuplicates();
        assertThat(pair.right.heardSequences()).hasSize(59);
    }

    @Test
    void thePictureBeginsWithAKeyFrameRequest() {
        pair.left.sendVideo(100, 3_000, "v");
        pair.pass(20);

        assertThat(pair.left.keyFrameRequests).isEqualTo(1);
    }

    @Test
    void keyFrameRequestsAreSpaced() {
        pair.left.sendVideo(100, 3_000, "v");
        pair.pass(20);
        for (int request = 0; request < 80; request++) {
            pair.right.video().requestKeyFrame();
            pair.pass(10);
        }

        assertThat(pair.left.keyFrameRequests).isBetween(2, 3);
    }

    @Test
    void aGapThatCannotBeRepairedAsksForAKeyFrame() {
        pair.left.sendVideo(100, 3_000, "v");
        pair.pass(1_000);
        pair.left.sendVideo(900, 6_000, "v");
        pair.pass(20);

        assertThat(pair.left.keyFrameRequests).isEqualTo(2);
        assertThat(pair.right.video().statistics().nacked()).isZero();
    }

    @Test
    void audioIsNeverAskedForAgain() {
        byte[] payload = {'a'};
        pair.left.lost = sequence -> sequence == 8;
        for (int sequence = 7; sequence < 12; sequence++) {
            pair.left.audio().send(TrackPair.OPUS, false, sequence, 960, payload, 0, 1);
        }
        pair.pass(500);

        assertThat(pair.right.audio().statistics().nacked()).isZero();
        assertThat(pair.right.heardSequences()).containsExactly(7, 9, 10, 11);
    }

    @Test
    void aPacketCutAnywhereDoesNoHarm() {
        pair.left.sendVideo(100, 3_000, "payload");
        byte[] packet = pair.left.wire.get(0);
        for (int length = 0; length < packet.length; length++) {
            pair.right.bundle.onRtp(Arrays.copyOf(packet, length), 0, length);
            pair.right.bundle.onRtcp(Arrays.copyOf(packet, length), 0, length);
        }
        pair.pass(100);

        assertThat(pair.right.heardSequences()).contains(100);
    }

    @Test
    void theForwarderKeepsGapsAndContinuesWhereASourceBeginsAnew() {
        RtpForwarder.forward(pair.right.video(), pair.right.video(), 5_000, 70);
        pair.left.sendVideo(100, 3_000, "a");
        pair.pass(5);
        pair.left.sendVideo(102, 9_000, "b");
        pair.pass(5);
        pair.left.sendVideo(20_000, 1_000_000, "c");
        pair.pass(5);

        assertThat(pair.left.heardSequences()).containsExactly(5_000, 5_002, 5_003);
        assertThat(pair.left.heard)
                .extracting(TrackPair.Heard::timestamp)
                .containsExactly(70, 6_070, 6_071);
        assertThat(pair.left.heard)
                .extracting(TrackPair.Heard::payload)
                .containsExactly("a", "b", "c");
    }

    @Test
    void thePeerIsToldWhatArrivedOfAllTracksTogether() {
        for (int sequence = 100; sequence < 110; sequence++) {
            byte[] payload = {'a'};
            pair.left.audio().send(TrackPair.OPUS, false, sequence, 960, payload, 0, 1);
            pair.left.sendVideo(sequence, 3_000 * sequence, "v");
            pair.pass(10);
        }
        pair.pass(100);

        // What probed the path is told of as well.
        assertThat(pair.left.arrivals()).hasSize(pair.left.wire.size()).hasSizeGreaterThan(19);
        List<Integer> told = pair.left.arrivals();
        for (int at = 1; at < told.size(); at++) {
            assertThat(told.get(at)).isEqualTo(told.get(at - 1) + 1);
        }
    }

    @Test
    void L32_sendTimesCountFromARandomEpoch() {
        pair.left.sendVideo(100, 3_000, "v");
        pair.right.sendVideo(100, 3_000, "v");

        assertThat(TrackPair.sendTime(pair.left.wire.get(0)))
                .isNotEqualTo(TrackPair.sendTime(pair.right.wire.get(0)));
    }

    @Test
    void sendTimesAdvanceByTheTimeThatPasses() {
        pair.left.sendVideo(100, 3_000, "v");
        pair.pass(1_000);
        pair.left.sendVideo(101, 3_000, "v");

        int elapsed =
                TrackPair.sendTime(pair.left.wire.get(1))
                        - TrackPair.sendTime(pair.left.wire.get(0));
        assertThat(elapsed & 0xFF_FFFF).isBetween((1 << 18) - 1, (1 << 18) + 1);
    }

    @Test
    void aHeldTrackSendsNothingAndTakesNothing() {
        pair.left.hold();
        assertThat(pair.left.sendVideo(100, 3_000, "v")).isFalse();
        pair.right.sendVideo(200, 3_000, "w");
        pair.pass(20);

        assertThat(pair.left.wire).isEmpty();
        assertThat(pair.left.heard).isEmpty();
        assertThat(pair.left.video().statistics().packetsReceived()).isZero();
    }

    @Test
    void whateverIsNotTakenIsCounted() {
        pair.left.sendVideo(100, 3_000, "v");
        pair.pass(20);
        byte[] packet = pair.left.wire.get(0);

        pair.right.bundle.onRtp(packet, 0, 5);
        assertThat(pair.right.bundle.unrouted()).isOne();
        byte[] otherFormat = packet.clone();
        otherFormat[1] = 120;
        pair.right.bundle.onRtp(otherFormat, 0, otherFormat.length);
        byte[] secondSource = packet.clone();
        secondSource[11]++;
        pair.right.bundle.onRtp(secondSource, 0, secondSource.length);
        assertThat(pair.right.video().statistics().packetsRefused()).isEqualTo(2);
        pair.right.hold();
        pair.right.bundle.onRtp(packet, 0, packet.length);
        assertThat(pair.right.video().statistics().packetsRefused()).isEqualTo(3);
        assertThat(pair.right.video().statistics().packetsReceived()).isOne();
    }

    @Test
    void aTrackThatIsLeftOutSaysGoodbyeAndTheOthersGoOn() {
        pair.left.keepAudioOnly();
        byte[] payload = {'a'};
        pair.left.audio().send(TrackPair.OPUS, false, 7, 960, payload, 0, 1);
        pair.right.sendVideo(200, 3_000, "nobody's");
        pair.pass(20);

        assertThat(pair.left.bundle.tracks()).hasSize(1);
        assertThat(pair.right.heardSequences()).containsExactly(7);
        assertThat(pair.right.byes()).containsExactly(1_010);
        assertThat(pair.left.heard).isEmpty();
    }

    @Test
    void afterTheEndNothingIsSentOrHeard() {
        pair.right.bundle.close();
        pair.left.sendVideo(100, 3_000, "v");
        pair.pass(3_000);

        assertThat(pair.right.heard).isEmpty();
    }
}
