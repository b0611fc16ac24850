package io.calling.rtp;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for every packet that {@link RtpPacket#wrap} lets pass, whatever its bytes. */
final class RtpInvariants {
    private RtpInvariants() {}

    static void check(RtpPacket packet, HeaderExtensions extensions, int length) {
        int end = packet.offset() + length;
        assertThat(packet.payloadOffset()).isBetween(packet.offset() + 12, end);
        assertThat(packet.payloadOffset() + packet.payloadLength() + packet.paddingBytes())
                .isEqualTo(end);
        assertThat(packet.payloadType()).isBetween(0, 127);
        for (int i = 0; i < packet.csrcCount(); i++) {
            packet.csrc(i);
        }
        checkExtensions(packet, extensions.wrap(packet));
    }

    private static void checkExtensions(RtpPacket packet, HeaderExtensions extensions) {
        while (extensions.next()) {
            assertThat(extensions.id()).isBetween(1, 255);
            assertThat(extensions.offset()).isGreaterThan(packet.offset() + 12);
            assertThat(extensions.offset() + extensions.length())
                    .isLessThanOrEqualTo(packet.payloadOffset());
        }
    }
}
