package io.calling.rtp.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** What a peer can put into a payload, as the one payload of a frame. */
class PayloadFuzzTest {
    @FuzzTest(maxDuration = "10m")
    void anyBytesAsVp8(byte[] bytes) {
        depacketize(new Vp8Depacketizer(), bytes);
    }

    @FuzzTest(maxDuration = "10m")
    void anyBytesAsH264(byte[] bytes) {
        depacketize(new H264Depacketizer(), bytes);
    }

    private static void depacketize(Depacketizer depacketizer, byte[] bytes) {
        byte[] frame = new byte[4_096];
        depacketizer.startsFrame(bytes, 0, bytes.length);
        int length = depacketizer.append(bytes, 0, bytes.length, frame, 0);
        if (length != Depacketizer.REFUSED) {
            assertThat(length).isBetween(1, frame.length);
            depacketizer.isKeyFrame(frame, length);
        }
    }
}
