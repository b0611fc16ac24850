package io.calling.rtp.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Frames to payloads and back. */
final class Payloads {
    private Payloads() {}

    static List<byte[]> of(Packetizer packetizer, byte[] frame) {
        List<byte[]> payloads = new ArrayList<>();
        List<Boolean> lasts = new ArrayList<>();
        packetizer.packetize(
                frame,
                0,
                frame.length,
                (buffer, offset, length, last) -> {
                    payloads.add(Arrays.copyOfRange(buffer, offset, offset + length));
                    lasts.add(last);
                });
        assertThat(lasts.indexOf(true)).as("only the last is last").isEqualTo(lasts.size() - 1);
        return payloads;
    }

    static byte[] joined(Depacketizer depacketizer, List<byte[]> payloads) {
        byte[] frame = new byte[100_000];
        int length = 0;
        for (byte[] payload : payloads) {
            length = depacketizer.append(payload, 0, payload.length, frame, length);
            assertThat(length).isNotEqualTo(Depacketizer.REFUSED);
        }
        return Arrays.copyOf(frame, length);
    }
}
