package io.calling.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.rtp.RtcpWriter;
import org.junit.jupiter.api.Test;

/** RFC 4585, 4.2: feedback is of use where it was agreed on, and nowhere else. */
class UnaskedNackTest {
    private static final int PACKETS = 17;
    private static final byte[] FRAME = {(byte) 0xF8, 1, 2, 3};

    private final TrackPair pair = new TrackPair(false);

    private int sentAfterANack(int source) {
        int before = pair.left.wire.size();
        byte[] buffer = new byte[64];
        RtcpWriter nack = new RtcpWriter(buffer).begin(0).nack(2_000, source, 0, 0xFFFF);
        pair.left.bundle.onRtcp(buffer, 0, nack.length());
        pair.pass(40);
        return pair.left.wire.size() - before;
    }

    @Test
    void soundThatAgreedOnNoRequestsIsNotSentAgain() {
        for (int i = 0; i < PACKETS; i++) {
            pair.left.audio().send(TrackPair.OPUS, false, i, 960 * i, FRAME, 0, FRAME.length);
            pair.pass(20);
        }

        assertThat(sentAfterANack(1_000)).isZero();
    }

    @Test
    void picturesThatDidAre() {
        for (int i = 0; i < PACKETS; i++) {
            pair.left.sendVideo(i, 90 * i, "picture");
            pair.pass(20);
        }

        assertThat(sentAfterANack(1_010)).isEqualTo(PACKETS);
    }
}
