package io.calling.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TestCameraTest {
    private final TestCamera camera = new TestCamera(1_000);
    private final VideoRecorder screen = new VideoRecorder();

    @Test
    void theFirstFrameIsAKeyFrameAndOthersOnRequest() {
        for (int i = 0; i < 5; i++) {
            screen.show(camera.nextFrame());
        }
        camera.requestKeyFrame();
        screen.show(camera.nextFrame());
        assertThat(screen.frames()).isEqualTo(6);
        assertThat(screen.keyFrames()).isEqualTo(2);
        assertThat(screen.missingFrames()).isZero();
    }

    /** RFC 6386, 9.1: the lowest bit of a key frame is 0, and 9d 01 2a follows the tag. */
    @Test
    void framesLookLikeVp8() {
        byte[] key = camera.nextFrame();
        assertThat(key[0] & 1).isZero();
        assertThat(Arrays.copyOfRange(key, 3, 6)).containsExactly(0x9d, 0x01, 0x2a);
        assertThat(camera.nextFrame()[0] & 1).isOne();
        assertThat(key).hasSize(1_000);
    }

    @Test
    void framesThatWereLeftOutAreMissed() {
        screen.show(camera.nextFrame());
        camera.nextFrame();
        camera.nextFrame();
        screen.show(camera.nextFrame());
        assertThat(screen.missingFrames()).isEqualTo(2);
    }

    @Test
    void aFlippedByteAndACutFrameAreDamage() {
        byte[] frame = camera.nextFrame();
        frame[500] ^= 1;
        screen.show(frame);
        screen.show(Arrays.copyOf(camera.nextFrame(), 5));
        screen.show(new byte[0]);
        assertThat(screen.damagedFrames()).isEqualTo(3);
        assertThat(screen.frames()).isZero();
    }

    @Test
    void aFrameNeedsRoomForItsNumber() {
        assertThatThrownBy(() -> new TestCamera(31)).hasMessageContaining("31");
    }
}
