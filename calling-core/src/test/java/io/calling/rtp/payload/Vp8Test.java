package io.calling.rtp.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** RFC 7741. */
class Vp8Test {
    private final Vp8Depacketizer depacketizer = new Vp8Depacketizer();

    @Test
    void aFrameOfAnySizeComesBackAsItWas() {
        Vp8Packetizer packetizer = new Vp8Packetizer(100, 0);
        Random random = new Random(1);
        for (int size = 1; size < 600; size++) {
            byte[] frame = new byte[size];
            random.nextBytes(frame);
            List<byte[]> payloads = Payloads.of(packetizer, frame);

            assertThat(payloads).allMatch(payload -> payload.length <= 100);
            assertThat(Payloads.joined(depacketizer, payloads)).isEqualTo(frame);
        }
    }

    @Test
    void onlyTheFirstPayloadStartsTheFrameAndAllCarryItsPictureId() {
        Vp8Packetizer packetizer = new Vp8Packetizer(100, 0x7FFF);
        for (int id : new int[] {0x7FFF, 0}) {
            List<byte[]> payloads = Payloads.of(packetizer, new byte[250]);

            assertThat(payloads).hasSize(3);
            List<Boolean> starts = new ArrayList<>();
            for (byte[] payload : payloads) {
                starts.add(depacketizer.startsFrame(payload, 0, payload.length));
                assertThat((payload[2] & 0x7F) << 8 | payload[3] & 0xFF).isEqualTo(id);
            }
            assertThat(starts).containsExactly(true, false, false);
        }
    }

    /** RFC 7741, 4.2: every combination of the optional fields. */
    @Test
    void descriptorsOfEveryFormAreSkipped() {
        for (int flags = 0; flags < 16; flags++) {
            for (int id : new int[] {0x05, 0x85}) {
                byte[] payload = new byte[12];
                Arrays.fill(payload, (byte) 0x77);
                payload[0] = (byte) 0x90;
                payload[1] = (byte) (flags << 4);
                payload[2] = (byte) id;
                int descriptor = 2;
                descriptor += (flags & 8) == 0 ? 0 : id == 0x85 ? 2 : 1;
                descriptor += (flags & 4) == 0 ? 0 : 1;
                descriptor += (flags & 3) == 0 ? 0 : 1;

                assertThat(depacketizer.append(payload, 0, 12, new byte[20], 0))
                        .as("flags %d, id %d", flags, id)
                        .isEqualTo(12 - descriptor);
            }
        }
    }

    @Test
    void aDescriptorWithoutAnythingBehindItIsRefused() {
        for (int length = 0; length <= 4; length++) {
            byte[] payload =
                    Arrays.copyOf(new byte[] {(byte) 0x90, (byte) 0x80, (byte) 0x80, 1}, length);
            assertThat(depacketizer.append(payload, 0, length, new byte[10], 0))
                    .isEqualTo(Depacketizer.REFUSED);
        }
    }

    @Test
    void theFirstBitOfAFrameTellsWhetherADecoderCanBeginWithIt() {
        assertThat(depacketizer.isKeyFrame(new byte[] {0x10}, 1)).isTrue();
        assertThat(depacketizer.isKeyFrame(new byte[] {0x11}, 1)).isFalse();
        assertThat(depacketizer.isKeyFrame(new byte[0], 0)).isFalse();
    }

    @Test
    void theFirstPayloadTellsWhetherAKeyFrameBegins() {
        Vp8Packetizer packetizer = new Vp8Packetizer(100, 0x7FFF);
        byte[] frame = new byte[250]; // its first bit is 0: a key frame
        List<byte[]> payloads = Payloads.of(packetizer, frame);
        assertThat(startsKeyFrame(payloads.get(0))).isTrue();
        assertThat(startsKeyFrame(payloads.get(1))).isFalse();
        frame[0] = 1;
        assertThat(startsKeyFrame(Payloads.of(packetizer, frame).get(0))).isFalse();
        assertThat(startsKeyFrame(new byte[] {0x10})).isFalse();
        assertThat(startsKeyFrame(new byte[0])).isFalse();
    }

    private boolean startsKeyFrame(byte[] payload) {
        return depacketizer.startsKeyFrame(payload, 0, payload.length);
    }
}
