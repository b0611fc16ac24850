package io.calling.srtp;

import static io.calling.srtp.Packets.hex;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The AES-CM keystream of RFC 3711, appendix B.2. */
class Rfc3711AppendixB2Test {
    private static final int OCTETS = 1_044_512;

    private final byte[] keystream = keystream(1536);

    private static byte[] keystream(int chunkBytes) {
        byte[] zeros = new byte[OCTETS];
        new CounterKeystream(
                        new SessionKey(hex("2B7E151628AED2A6ABF7158809CF4F3C")),
                        hex("F0F1F2F3F4F5F6F7F8F9FAFBFCFD"),
                        chunkBytes)
                .apply(zeros, 0, OCTETS, 0, 0);
        return zeros;
    }

    @Test
    void theSegmentBeginsAsPrinted() {
        assertThat(Arrays.copyOf(keystream, 48))
                .isEqualTo(
                        hex(
                                """
                                E03EAD0935C95E80E166B16DD92B4EB4
                                D23513162B02D0F72A43A2FE4A5F97AB
                                41E95B3BB0A2E8DD477901E4FCA894C0
                                """));
    }

    @Test
    void theSegmentEndsAsPrinted() {
        assertThat(Arrays.copyOfRange(keystream, OCTETS - 48, OCTETS))
                .isEqualTo(
                        hex(
                                """
                                EC8CDF7398607CB0F2D21675EA9EA1E4
                                362B7C3C6773516318A077D7FC5073AE
                                6A2CC3787889374FBEB4C81B17BA6C44
                                """));
    }

    @Test
    void theSegmentIsTheSameInChunksOfAnySize() {
        assertThat(keystream(256)).isEqualTo(keystream);
    }
}
