package io.calling.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtpPacketTest {
    private static final byte[] PAYLOAD = {1, 2, 3, 4, 5};

    private final RtpPacket packet = new RtpPacket();

    @Test
    void whatIsWrittenIsRead() {
        byte[] bytes = packetWithPayload(3);

        assertThat(packet.wrap(bytes, 3, bytes.length - 3)).isTrue();
        assertThat(packet.marker()).isTrue();
        assertThat(packet.payloadType()).isEqualTo(111);
        assertThat(packet.sequenceNumber()).isEqualTo(65_535);
        assertThat(packet.timestamp()).isEqualTo(0xFEDC_BA98);
        assertThat(packet.ssrc()).isEqualTo(0x8765_4321);
        assertThat(payload(packet)).isEqualTo(PAYLOAD);
        assertThat(packet.hasExtension()).isFalse();
        assertThat(packet.csrcCount()).isZero();
    }

    @Test
    void contributingSourcesAndExtensionStandBeforeThePayload() {
        byte[] bytes = bytes(0x92, 96, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 5);
        bytes = concat(bytes, bytes(0xBE, 0xDE, 0, 1, 0x10, 7, 0, 0), PAYLOAD);

        assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
        assertThat(packet.csrcCount()).isEqualTo(2);
        assertThat(packet.csrc(0)).isEqualTo(4);
        assertThat(packet.csrc(1)).isEqualTo(5);
        assertThat(packet.hasExtension()).isTrue();
        assertThat(payload(packet)).isEqualTo(PAYLOAD);
    }

    @Test
    void paddingIsNoPayload() {
        byte[] bytes = concat(packetWithPayload(0), bytes(0, 0, 3));
        bytes[0] |= 0x20;

        assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
        assertThat(payload(packet)).isEqualTo(PAYLOAD);
        assertThat(packet.paddingBytes()).isEqualTo(3);
    }

    @Test
    void aPacketOfPaddingAloneIsEmpty() {
        byte[] bytes = concat(Arrays.copyOf(packetWithPayload(0), 12), bytes(0, 0, 0, 4));
        bytes[0] |= 0x20;

        assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
        assertThat(packet.payloadLength()).isZero();
    }

    @Test
    void paddingThatIsZeroOrLongerThanTheRestIsRefused() {
        byte[] bytes = packetWithPayload(0);
        bytes[0] |= 0x20;
        for (int count : new int[] {0, PAYLOAD.length + 1, 255}) {
            bytes[bytes.length - 1] = (byte) count;
            assertThat(packet.wrap(bytes, 0, bytes.length)).as("padding of %d", count).isFalse();
        }
    }

    @Test
    void otherVersionsAreRefused() {
        byte[] bytes = packetWithPayload(0);
        for (int version : new int[] {0, 1, 3}) {
            bytes[0] = (byte) (version << 6);
            assertThat(packet.wrap(bytes, 0, bytes.length)).isFalse();
        }
    }

    @Test
    void aPacketCutInItsHeaderIsRefusedAtEveryLength() {
        byte[] header = bytes(0x92, 96, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 5);
        byte[] bytes = concat(header, bytes(0xBE, 0xDE, 0, 1, 0x10, 7, 0, 0));
        for (int length = 0; length < bytes.length; length++) {
            // An array of just this size: reading past the end would throw.
            assertThat(packet.wrap(Arrays.copyOf(bytes, length), 0, length)).isFalse();
        }
        assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
    }

    @Test
    void noBytesMakeItThrowOrLookOutside() {
        Random random = new Random(1);
        HeaderExtensions extensions = new HeaderExtensions();
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            if (bytes.length > 0) {
                bytes[0] = (byte) (bytes[0] & 0x3F | 0x80);
            }
            if (bytes.length > 16 && random.nextBoolean()) {
                Bytes.put16(bytes, 12, HeaderExtensions.ONE_BYTE_PROFILE);
                bytes[0] &= (byte) 0xF0;
            }
            if (packet.wrap(bytes, 0, bytes.length)) {
                RtpInvariants.check(packet, extensions, bytes.length);
            }
        }
    }

    static byte[] packetWithPayload(int offset) {
        byte[] bytes = new byte[offset + RtpPacket.HEADER_BYTES + PAYLOAD.length];
        RtpPacket.writeHeader(bytes, offset, true, 111, 65_535, 0xFEDC_BA98, 0x8765_4321);
        System.arraycopy(PAYLOAD, 0, bytes, offset + RtpPacket.HEADER_BYTES, PAYLOAD.length);
        return bytes;
    }

    private static byte[] payload(RtpPacket packet) {
        int from = packet.payloadOffset();
        return Arrays.copyOfRange(packet.buffer(), from, from + packet.payloadLength());
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    static byte[] concat(byte[]... parts) {
        byte[] whole = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }
}
