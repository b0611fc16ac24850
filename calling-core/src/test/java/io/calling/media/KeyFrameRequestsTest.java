package io.calling.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.rtp.RtcpWriter;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KeyFrameRequestsTest {
    private static final long MILLI = 1_000_000;

    @Test
    void threeAtOnceAndTwoASecond() {
        KeyFrameRequests requests = new KeyFrameRequests();
        int allowed = 0;
        for (long millis = 0; millis <= 10_000; millis++) {
            allowed += requests.allow(millis * MILLI) ? 1 : 0;
        }
        assertThat(allowed).isEqualTo(3 + 20);
    }

    @Test
    void afterAQuietTimeThreeAgainAndNoMore() {
        KeyFrameRequests requests = new KeyFrameRequests();
        for (int i = 0; i < 10; i++) {
            requests.allow(0);
        }
        int allowed = 0;
        for (int i = 0; i < 10; i++) {
            allowed += requests.allow(100_000 * MILLI) ? 1 : 0;
        }
        assertThat(allowed).isEqualTo(3);
    }

    @Test
    void whateverThePeerSendsTheBoundHolds() {
        for (int seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            KeyFrameRequests requests = new KeyFrameRequests();
            long begin = random.nextLong();
            long now = begin;
            int allowed = 0;
            for (int i = 0; i < 5_000; i++) {
                now +=
                        random.nextInt(20) == 0
                                ? random.nextLong(3_000 * MILLI)
                                : random.nextLong(MILLI);
                allowed += requests.allow(now) ? 1 : 0;
                assertThat(allowed).isLessThanOrEqualTo((int) (3 + (now - begin) / (500 * MILLI)));
            }
            assertThat(allowed).isPositive();
        }
    }

    @Test
    void aFloodOfBothKindsReachesTheApplicationAFewTimesASecondAndIsCounted() {
        TrackPair pair = new TrackPair(true);
        pair.left.sendVideo(1, 1, "a");
        byte[] rtcp = new byte[100];
        for (int i = 0; i < 1_000; i++) {
            RtcpWriter writer = new RtcpWriter(rtcp).begin(0).pictureLoss(1, 1_010);
            pair.left.bundle.onRtcp(rtcp, 0, writer.length());
            pair.pass(1);
        }
        assertThat(pair.left.keyFrameRequests).isBetween(4, 5);
        assertThat(pair.left.video().statistics().keyFrameRequestsReceived())
                .isGreaterThanOrEqualTo(1_000);
    }

    /** Janus sends picture loss for the source of sound where video is gone. */
    @Test
    void soundIsNotAskedForKeyFrames() {
        TrackPair pair = new TrackPair(true);
        byte[] rtcp = new byte[100];
        int sound = pair.left.audio().config().ssrc().value();
        RtcpWriter writer = new RtcpWriter(rtcp).begin(0).pictureLoss(1, sound);

        pair.left.bundle.onRtcp(rtcp, 0, writer.length());

        assertThat(pair.left.keyFrameRequests).isZero();
        assertThat(pair.left.audio().statistics().keyFrameRequestsReceived()).isZero();
    }

    @Test
    void noKeyFrameOfSoundIsAskedFor() {
        TrackPair pair = new TrackPair(true);
        pair.left.audio().send(TrackPair.OPUS, false, 1, 1, new byte[] {1}, 0, 1);
        pair.pass(100);

        pair.right.audio().requestKeyFrame();
        pair.pass(10_000);

        assertThat(pair.right.audio().statistics().keyFrameRequests()).isZero();
    }
}
