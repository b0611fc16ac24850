package io.calling.rtp.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.calling.rtp.OpusPacket;

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

    @FuzzTest(maxDuration = "10m")
    void anyBytesAsATelephoneEvent(byte[] bytes) {
        if (bytes.length >= TelephoneEvent.BYTES) {
            TelephoneEvent event = TelephoneEvent.read(bytes, 0);
            byte[] written = new byte[TelephoneEvent.BYTES];
            event.write(written, 0);
            assertThat(TelephoneEvent.read(written, 0)).isEqualTo(event);
        }
    }

    @FuzzTest(maxDuration = "10m")
    void anyBytesAsOpus(byte[] bytes) {
        assertThat(OpusPacket.ticks(bytes, 0, bytes.length))
                .isBetween(-1, OpusPacket.CLOCK_RATE * 120 / 1_000);
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
