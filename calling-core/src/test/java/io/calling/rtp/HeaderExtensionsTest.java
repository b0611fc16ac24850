package io.calling.rtp;

import static io.calling.rtp.RtpPacketTest.bytes;
import static io.calling.rtp.RtpPacketTest.concat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HeaderExtensionsTest {
    private final RtpPacket packet = new RtpPacket();
    private final HeaderExtensions extensions = new HeaderExtensions();

    /** RFC 8285, 4.2: the example, with ids 1, 2 and 3. */
    @Test
    void oneByteElementsAreReadWithPaddingBetween() {
        wrap(bytes(0xBE, 0xDE, 0, 3, 0x10, 0xAA, 0x21, 0xBB, 0xCC, 0, 0, 0x33, 1, 2, 3, 4));

        assertElement(1, 0xAA);
        assertElement(2, 0xBB, 0xCC);
        assertElement(3, 1, 2, 3, 4);
        assertThat(extensions.next()).isFalse();
    }

    /** RFC 8285, 4.3: two-byte headers may carry empty elements. */
    @Test
    void twoByteElementsAreReadWithPaddingBetween() {
        wrap(bytes(0x10, 0x05, 0, 3, 1, 0, 2, 1, 0xBB, 0, 3, 4, 1, 2, 3, 4));

        assertElement(1);
        assertElement(2, 0xBB);
        assertElement(3, 1, 2, 3, 4);
        assertThat(extensions.next()).isFalse();
    }

    @Test
    void anElementIsFoundByItsIdentifier() {
        wrap(bytes(0xBE, 0xDE, 0, 2, 0x10, 0xAA, 0x21, 0xBB, 0xCC, 0x50, 0xDD, 0));

        assertThat(extensions.find(5)).isTrue();
        assertThat(extensions.length()).isEqualTo(1);
        assertThat(extensions.wrap(packet).find(4)).isFalse();
    }

    @Test
    void identifierFifteenEndsTheList() {
        wrap(bytes(0xBE, 0xDE, 0, 1, 0xF0, 1, 0x10, 2));

        assertThat(extensions.next()).isFalse();
    }

    @Test
    void anElementThatIsLongerThanTheExtensionEndsTheList() {
        wrap(bytes(0xBE, 0xDE, 0, 1, 0x13, 1, 2, 3));

        assertThat(extensions.next()).isFalse();
    }

    @Test
    void otherProfilesAndPacketsWithoutExtensionHaveNoElements() {
        wrap(bytes(0x12, 0x34, 0, 1, 0x10, 1, 0x10, 2));
        assertThat(extensions.next()).isFalse();

        byte[] plain = RtpPacketTest.packetWithPayload(0);
        packet.wrap(plain, 0, plain.length);
        assertThat(extensions.wrap(packet).next()).isFalse();
    }

    private void wrap(byte[] extension) {
        byte[] header = Arrays.copyOf(RtpPacketTest.packetWithPayload(0), 12);
        header[0] |= 0x10;
        byte[] bytes = concat(header, extension, bytes(0x77, 0x77, 0x77, 0x77));
        assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
        extensions.wrap(packet);
    }

    private void assertElement(int id, int... data) {
        assertThat(extensions.next()).isTrue();
        assertThat(extensions.id()).isEqualTo(id);
        int from = extensions.offset();
        assertThat(Arrays.copyOfRange(packet.buffer(), from, from + extensions.length()))
                .isEqualTo(bytes(data));
    }
}
