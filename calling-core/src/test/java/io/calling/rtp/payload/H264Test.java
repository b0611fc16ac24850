package io.calling.rtp.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** RFC 6184. */
class H264Test {
    private final H264Depacketizer depacketizer = new H264Depacketizer();

    @Test
    void anAccessUnitOfAnyUnitsComesBackAsItWas() {
        H264Packetizer packetizer = new H264Packetizer(100);
        Random random = new Random(2);
        for (int i = 0; i < 500; i++) {
            byte[] frame = accessUnit(random, 1 + random.nextInt(4));
            List<byte[]> payloads = Payloads.of(packetizer, frame);

            assertThat(payloads).allMatch(payload -> payload.length <= 100);
            assertThat(Payloads.joined(depacketizer, payloads)).isEqualTo(frame);
        }
    }

    /** Units of slices, without zeros in them that could look like a start code. */
    private static byte[] accessUnit(Random random, int units) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int unit = 0; unit < units; unit++) {
            out.writeBytes(AnnexB.START_CODE);
            out.write(0x61);
            for (int bytes = random.nextInt(400); bytes >= 0; bytes--) {
                out.write(1 + random.nextInt(255));
            }
        }
        return out.toByteArray();
    }

    @Test
    void startCodesOfThreeBytesAndZerosBetweenUnitsAreUnderstood() {
        byte[] frame =
                bytes(0, 0, 1, 0x67, 1, 2, 0, 0, 0, 0, 1, 0x68, 3, 0, 0, 1, 0x65, 4, 0, 0, 1);

        assertThat(Payloads.of(new H264Packetizer(100), frame))
                .containsExactly(bytes(0x67, 1, 2), bytes(0x68, 3), bytes(0x65, 4));
    }

    @Test
    void bytesWithoutAStartCodeAreNoUnits() {
        new H264Packetizer(100)
                .packetize(
                        bytes(1, 2, 3, 0, 0),
                        0,
                        5,
                        (buffer, offset, length, last) -> {
                            throw new AssertionError("a payload of nothing");
                        });
    }

    /** RFC 6184, 5.7.1. */
    @Test
    void unitsThatWereAggregatedComeApart() {
        byte[] stap = bytes(0x78, 0, 2, 0x67, 1, 0, 3, 0x68, 2, 3);
        byte[] frame = new byte[50];

        int length = depacketizer.append(stap, 0, stap.length, frame, 0);

        assertThat(frame).startsWith(bytes(0, 0, 0, 1, 0x67, 1, 0, 0, 0, 1, 0x68, 2, 3));
        assertThat(length).isEqualTo(13);
        assertThat(depacketizer.isKeyFrame(frame, length)).isTrue();
    }

    /** RFC 6184, 5.8: the header is spread over indicator and FU header. */
    @Test
    void aFragmentedUnitGetsItsHeaderBack() {
        byte[] unit = new byte[4 + 250];
        unit[3] = 1;
        unit[4] = 0x65;
        java.util.Arrays.fill(unit, 5, unit.length, (byte) 7);
        List<byte[]> payloads = Payloads.of(new H264Packetizer(100), unit);

        assertThat(payloads).hasSize(3).allMatch(payload -> payload[0] == 0x7C);
        assertThat(payloads.get(0)[1]).isEqualTo((byte) 0x85);
        assertThat(payloads.get(1)[1]).isEqualTo((byte) 0x05);
        assertThat(payloads.get(2)[1]).isEqualTo((byte) 0x45);
        assertThat(depacketizer.startsFrame(payloads.get(0), 0, 100)).isTrue();
        assertThat(depacketizer.startsFrame(payloads.get(1), 0, 100)).isFalse();
    }

    @Test
    void whatIsNoPayloadIsRefused() {
        assertRefused();
        assertRefused(0x78); // an aggregate of nothing
        assertRefused(0x78, 0, 5, 0x67); // an aggregate that ends within a unit
        assertRefused(0x78, 0, 0); // an empty unit
        assertRefused(0x78, 0);
        assertRefused(0x7C, 0x85); // an empty fragment
        assertRefused(0x7C, 0x05, 1); // a middle without its beginning
        assertRefused(0x00, 1, 2); // type 0
        assertRefused(0x79, 1, 2); // STAP-B, of mode 2
    }

    @Test
    void aFrameWithoutRoomIsRefused() {
        byte[] payload = bytes(0x65, 1, 2, 3);
        for (int room = 0; room < 8; room++) {
            assertThat(depacketizer.append(payload, 0, 4, new byte[room], 0))
                    .isEqualTo(Depacketizer.REFUSED);
        }
        assertThat(depacketizer.append(payload, 0, 4, new byte[8], 0)).isEqualTo(8);
    }

    @Test
    void slicesAloneAreNoKeyFrame() {
        byte[] slice = bytes(0, 0, 0, 1, 0x61, 1);

        assertThat(depacketizer.isKeyFrame(slice, slice.length)).isFalse();
    }

    private void assertRefused(int... payload) {
        assertThat(depacketizer.append(bytes(payload), 0, payload.length, new byte[50], 0))
                .isEqualTo(Depacketizer.REFUSED);
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Test
    void theFirstPayloadTellsWhetherAKeyFrameBegins() {
        assertThat(startsKeyFrame(0x65, 1)).isTrue();
        assertThat(startsKeyFrame(0x67, 1)).isTrue();
        assertThat(startsKeyFrame(0x61, 1)).isFalse();
        assertThat(startsKeyFrame(0x78, 0, 2, 0x67, 1)).isTrue();
        assertThat(startsKeyFrame(0x78, 0, 2, 0x61, 1)).isFalse();
        assertThat(startsKeyFrame(0x78, 0, 2)).isFalse();
        assertThat(startsKeyFrame(0x7C, 0x85, 1)).isTrue();
        assertThat(startsKeyFrame(0x7C, 0x05, 1)).isFalse();
        assertThat(startsKeyFrame(0x7C, 0x81, 1)).isFalse();
        assertThat(startsKeyFrame(0x7C)).isFalse();
        assertThat(startsKeyFrame()).isFalse();
    }

    private boolean startsKeyFrame(int... payload) {
        return depacketizer.startsKeyFrame(bytes(payload), 0, payload.length);
    }
}
