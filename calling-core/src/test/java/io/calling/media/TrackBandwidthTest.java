package io.calling.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.rtp.RtcpWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a track is told of how much it may send. */
class TrackBandwidthTest {
    private static final long FRAME_MILLIS = 33;
    private TrackPair pair = new TrackPair(true);
    private int sequence = 100;
    private int timestamp;

    /** A camera that sends so many bits per second, in packets of a thousand bytes. */
    private void film(long bitsPerSecond, int seconds) {
        long bytesPerFrame = bitsPerSecond * FRAME_MILLIS / 8_000;
        for (long millis = 0; millis < seconds * 1_000L; millis += FRAME_MILLIS) {
            timestamp += 2_970;
            for (long left = bytesPerFrame; left > 0; left -= 1_000) {
                pair.left.sendVideo(sequence, timestamp, "x".repeat((int) Math.min(left, 1_000)));
                sequence = sequence + 1 & 0xFFFF;
            }
            pair.pass(FRAME_MILLIS);
        }
    }

    private long target() {
        List<Long> targets = pair.left.targets;
        return targets.get(targets.size() - 1);
    }

    @Test
    void aWidePathRaisesTheTarget() {
        film(400_000, 20);
        assertThat(target()).isGreaterThan(450_000);
    }

    @Test
    void anOverusedPathLowersItBelowWhatThePathCarries() {
        pair.left.bitsPerSecond = 200_000;
        film(300_000, 3);
        assertThat(target()).isLessThan(200_000);
    }

    @Test
    void aCameraThatDoesAsItIsToldUsesThePathAndNoMore() {
        pair.left.bitsPerSecond = 250_000;
        film(300_000, 1);
        for (int second = 0; second < 30; second++) {
            film(target(), 1);
        }
        assertThat(target()).isBetween(150_000L, 310_000L);
    }

    @Test
    void soundComesFirst() {
        film(300_000, 5);
        long alone = target();
        for (int i = 0; i < 200; i++) {
            pair.left.audio().send(TrackPair.OPUS, false, i, 960 * i, new byte[500], 0, 500);
            pair.pass(20);
        }
        say(estimate(alone));
        // 500 bytes and a header fifty times a second are more than 200 kbit/s.
        assertThat(target()).isBetween(1L, alone - 200_000);
        say(estimate(100_000));
        assertThat(target()).isZero();
    }

    @Test
    void thePeersEstimateIsAnUpperBound() {
        film(300_000, 2);
        say(estimate(90_000));
        assertThat(target()).isEqualTo(90_000);
    }

    @Test
    void reportsOfLossesLowerTheTargetOfAPeerWithoutFeedback() {
        pair = new TrackPair(false, false);
        film(300_000, 10);
        long before = target();
        assertThat(before).isGreaterThanOrEqualTo(300_000);

        pair.left.lost = number -> number % 5 < 2;
        film(300_000, 30);
        assertThat(target()).isLessThan(before / 2 + before / 4);
    }

    @Test
    void aCameraThatComesInMidCallHasItsShareThoughThePathIsTheSame() {
        film(300_000, 2);
        say(estimate(90_000));

        List<Long> second = pair.left.addVideo();
        say(estimate(90_000));

        assertThat(target()).isEqualTo(45_000);
        assertThat(second).containsExactly(45_000L);
    }

    @Test
    void whatACameraLeavesGoesToTheOther() {
        film(300_000, 2);
        List<TrackConfig> one =
                pair.left.bundle.tracks().stream().map(track -> track.config()).toList();
        pair.left.addVideo();
        say(estimate(90_000));
        assertThat(target()).isEqualTo(45_000);

        pair.left.bundle.change(one);
        say(estimate(90_000));

        assertThat(target()).isEqualTo(90_000);
    }

    @Test
    void reportsTakeThePlaceOfFeedbackThatIsNegotiatedAway() {
        film(300_000, 10);
        pair.left.forgetExtensions();
        pair.right.forgetExtensions();
        pair.left.lost = number -> number % 3 == 0;
        long before = target();
        film(300_000, 30);
        assertThat(target()).isLessThan(before / 2);
    }

    @Test
    void anotherPathMayBeWiderThanThePeersEstimateOfTheLast() {
        film(300_000, 2);
        say(estimate(90_000));
        pair.left.bundle.onPathChanged();
        film(300_000, 5);
        assertThat(target()).isGreaterThan(200_000);
    }

    private void say(byte[] rtcp) {
        pair.left.bundle.onRtcp(rtcp, 0, rtcp.length);
    }

    /** REMB, draft-alvestrand-rmcat-remb-03, 2.2. */
    private static byte[] estimate(long bitsPerSecond) {
        byte[] packet = new byte[24];
        new RtcpWriter(packet).begin(0).pictureLoss(1, 0);
        int exponent = 0;
        while (bitsPerSecond >> exponent >= 1 << 18) {
            exponent++;
        }
        long mantissa = bitsPerSecond >> exponent;
        packet[0] = (byte) (0x80 | 15);
        packet[3] = 5;
        byte[] name = {'R', 'E', 'M', 'B', 1};
        System.arraycopy(name, 0, packet, 12, name.length);
        packet[17] = (byte) (exponent << 2 | mantissa >> 16);
        packet[18] = (byte) (mantissa >> 8);
        packet[19] = (byte) mantissa;
        return packet;
    }
}
