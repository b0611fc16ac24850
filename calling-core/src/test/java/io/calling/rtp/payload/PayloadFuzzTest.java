package io.calling.rtp.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.calling.rtp.OpusPacket;
import io.calling.rtp.RtpPacket;

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

    /** Several payloads of one frame, each behind a byte that says how long it is. */
    @FuzzTest(maxDuration = "10m")
    void anyPacketsAsVp8Frames(byte[] bytes) {
        assemble(new Vp8Depacketizer(), bytes);
    }

    @FuzzTest(maxDuration = "10m")
    void anyPacketsAsH264Frames(byte[] bytes) {
        assemble(new H264Depacketizer(), bytes);
    }

    /**
     * A byte for the step of the sequence number, one for marker and timestamp, one for the length,
     * then the payload: packet after packet.
     */
    private static void assemble(Depacketizer format, byte[] bytes) {
        FrameAssembler assembler = new FrameAssembler(format);
        int sequence = 0xFFF0;
        int timestamp = -1;
        long now = 0;
        for (int at = 0; at + 3 <= bytes.length; ) {
            sequence += bytes[at];
            timestamp += bytes[at + 1] >> 1;
            now += bytes[at + 1] & 0xFF;
            int length = Math.min(bytes[at + 2] & 0xFF, bytes.length - at - 3);
            byte[] packet = new byte[RtpPacket.HEADER_BYTES + length];
            boolean marker = (bytes[at + 1] & 1) != 0;
            RtpPacket.writeHeader(packet, 0, marker, 96, sequence & 0xFFFF, timestamp, 1);
            System.arraycopy(bytes, at + 3, packet, RtpPacket.HEADER_BYTES, length);
            RtpPacket view = new RtpPacket();
            assertThat(view.wrap(packet, 0, packet.length)).isTrue();
            assembler.insert(view, now * 1_000_000);
            while (assembler.next(now * 1_000_000)) {
                assertThat(assembler.length()).isBetween(1, assembler.frame().length);
                assertThat(assembler.frame()).hasSizeLessThan(3 * FrameAssembler.MAX_FRAME_BYTES);
            }
            at += 3 + length;
        }
    }

    private static void depacketize(Depacketizer depacketizer, byte[] bytes) {
        byte[] frame = new byte[4_096];
        depacketizer.startsFrame(bytes, 0, bytes.length);
        depacketizer.startsKeyFrame(bytes, 0, bytes.length);
        int length = depacketizer.append(bytes, 0, bytes.length, frame, 0);
        if (length != Depacketizer.REFUSED) {
            assertThat(length).isBetween(1, frame.length);
            depacketizer.isKeyFrame(frame, length);
        }
    }
}
