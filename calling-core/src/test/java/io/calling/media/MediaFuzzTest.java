package io.calling.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any course of packets from a peer, through all that receives: tracks, sound and pictures. */
class MediaFuzzTest {
    private static final int[] RIGHT = {2_000, 2_010, 2_011, 7, 8};
    private static final int[] RIGHT_OF_A_CALL = {2_000, 2_001, 2_002, 7};
    private static final int SENT = 20;

    /** Afterwards, when all that spoke has been silent for a while, an honest source is heard. */
    @FuzzTest(maxDuration = "10m")
    void anyPacketsForTheTracksOfASession(byte[] bytes) {
        TrackPair pair = new TrackPair(true);
        for (int i = 0; i < SENT; i++) {
            pair.left.sendVideo(i, 90 * i, "picture");
        }
        new PacketScript(bytes, RIGHT).play(pair.left.bundle, pair::pass);
        pair.pass(600);
        pair.right.sendVideo(1, 0, "honest");

        pair.pass(100);
        assertThat(pair.left.heard.stream().map(TrackPair.Heard::payload)).contains("honest");
        assertThat(pair.left.wire.size()).isLessThan(SENT + 2 * bytes.length + 100);
    }

    @FuzzTest(maxDuration = "10m")
    void anyPacketsForSoundAndPicturesOfACall(byte[] bytes) {
        SplitPair pair = new SplitPair();
        pair.left.startVideo();
        pair.right.startVideo();
        pair.pass(100);
        new PacketScript(bytes, RIGHT_OF_A_CALL)
                .play(pair.left.splitter, millis -> pair.pass(millis / 8));

        pair.pass(100);
        assertThat(pair.left.audio.statistics().packetsDiscarded()).isNotNegative();
        pair.left.splitter.close();
        pair.right.splitter.close();
    }
}
