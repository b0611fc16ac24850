package io.calling.srtp;

import static io.calling.srtp.Packets.hex;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packets of RFC 7714, 16 (SRTP) and 17 (SRTCP), which start from session keys. */
class Rfc7714Test {
    private static final int ROOM = 32;
    private static final String KEY_128 = "000102030405060708090a0b0c0d0e0f";
    private static final String KEY_256 = KEY_128 + "101112131415161718191a1b1c1d1e1f";
    private static final byte[] SALT = hex("517569642070726f2071756f");
    private static final int RTCP_INDEX = 0x5d4;

    private static final byte[] RTP =
            hex(
                    """
                    8040f17b 8041f8d3 5501a0b2 47616c6c 69612065 7374206f 6d6e6973 20646976
                    69736120 696e2070 61727465 73207472 6573
                    """);
    private static final byte[] RTCP =
            hex(
                    """
                    81c8000d 4d617273 4e545031 4e545032 52545020 0000042a 0000e930 4c756e61
                    deadbeef deadbeef deadbeef deadbeef deadbeef
                    """);

    private record Example(
            String name, String key, String rtp, String rtpTagged, String rtcp, String rtcpTagged) {
        GaloisCipher cipher() {
            return new GaloisCipher(new SessionKey(hex(key)), SALT.clone(), 256);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Example> examples() {
        return Stream.of(
                new Example(
                        "AEAD_AES_128_GCM",
                        KEY_128,
                        """
                        8040f17b 8041f8d3 5501a0b2 f24de3a3 fb34de6c acba861c 9d7e4bca be633bd5
                        0d294e6f 42a5f47a 51c7d19b 36de3adf 8833899d 7f27beb1 6a9152cf 765ee439
                        0cce
                        """,
                        """
                        8040f17b 8041f8d3 5501a0b2 47616c6c 69612065 7374206f 6d6e6973 20646976
                        69736120 696e2070 61727465 73207472 65732249 3f82d2bc e397e9d7 9e3b19aa
                        4216
                        """,
                        """
                        81c8000d 4d617273 63e94885 dcdab67c a727d766 2f6b7e99 7ff5c0f7 6c06f32d
                        c676a5f1 730d6fda 4ce09b46 86303ded 0bb9275b c84aa458 96cf4d2f c5abf872
                        45d9eade 800005d4
                        """,
                        """
                        81c8000d 4d617273 4e545031 4e545032 52545020 0000042a 0000e930 4c756e61
                        deadbeef deadbeef deadbeef deadbeef deadbeef 841dd968 3dd78ec9 2ae58790
                        125f62b3 000005d4
                        """),
                new Example(
                        "AEAD_AES_256_GCM",
                        KEY_256,
                        """
                        8040f17b 8041f8d3 5501a0b2 32b1de78 a822fe12 ef9f78fa 332e33aa b1801238
                        9a58e2f3 b50b2a02 76ffae0f 1ba63799 b87b7aa3 db36dfff d6b0f9bb 7878d7a7
                        6c13
                        """,
                        """
                        8040f17b 8041f8d3 5501a0b2 47616c6c 69612065 7374206f 6d6e6973 20646976
                        69736120 696e2070 61727465 73207472 6573a866 d5910f88 7463067c eefec452
                        15d4
                        """,
                        """
                        81c8000d 4d617273 d50ae4d1 f5ce5d30 4ba297e4 7d470c28 2c3ece5d bffe0a50
                        a2eaa5c1 110555be 8415f658 c61de047 6f1b6fad 1d1eb30c 4446839f 57ff6f6c
                        b26ac3be 800005d4
                        """,
                        """
                        81c8000d 4d617273 4e545031 4e545032 52545020 0000042a 0000e930 4c756e61
                        deadbeef deadbeef deadbeef deadbeef deadbeef 91db4afb feee5a97 8fab4393
                        ed2615fe 000005d4
                        """));
    }

    /** The packet, and behind it room for what sealing adds. */
    private static byte[] withRoom(byte[] packet) {
        return Arrays.copyOf(packet, packet.length + ROOM);
    }

    private static PacketView rtpView(byte[] buffer, int trailer) {
        PacketView view = new PacketView();
        assertThat(view.readRtp(buffer, 0, buffer.length - ROOM, trailer)).isTrue();
        view.index = view.sequence;
        return view;
    }

    private static PacketView rtcpView(byte[] buffer, int trailer) {
        PacketView view = new PacketView();
        assertThat(view.readRtcp(buffer, 0, buffer.length - ROOM, trailer)).isTrue();
        view.index = RTCP_INDEX;
        return view;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void sealsTheRtpPacketOfSection16(Example example) {
        byte[] buffer = withRoom(RTP);
        PacketView view = rtpView(buffer, 0);
        int end = example.cipher().sealRtp(buffer, view);
        assertThat(Arrays.copyOf(buffer, end)).isEqualTo(hex(example.rtp));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void opensTheRtpPacketOfSection16(Example example) {
        byte[] buffer = withRoom(hex(example.rtp));
        PacketView view = rtpView(buffer, GaloisCipher.TAG);
        int end = example.cipher().openRtp(buffer, view);
        assertThat(Arrays.copyOf(buffer, end)).isEqualTo(RTP);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void tagsTheRtpPacketOfSection16WhenAllOfItIsAssociatedData(Example example) {
        byte[] buffer = withRoom(RTP);
        PacketView view = rtpView(buffer, 0);
        view.body = view.end;
        int end = example.cipher().sealRtp(buffer, view);
        assertThat(Arrays.copyOf(buffer, end)).isEqualTo(hex(example.rtpTagged));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void sealsTheRtcpPacketOfSection17(Example example) {
        byte[] buffer = withRoom(RTCP);
        PacketView view = rtcpView(buffer, 0);
        int end = example.cipher().sealRtcp(buffer, view);
        assertThat(Arrays.copyOf(buffer, end)).isEqualTo(hex(example.rtcp));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void opensTheRtcpPacketOfSection17(Example example) {
        byte[] buffer = withRoom(hex(example.rtcp));
        PacketView view = rtcpView(buffer, 20);
        int end = example.cipher().openRtcp(buffer, view);
        assertThat(Arrays.copyOf(buffer, end)).isEqualTo(RTCP);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void verifiesTheRtcpPacketOfSection17ThatIsOnlyTagged(Example example) {
        byte[] buffer = withRoom(hex(example.rtcpTagged));
        PacketView view = rtcpView(buffer, 20);
        int end = example.cipher().openRtcp(buffer, view);
        assertThat(Arrays.copyOf(buffer, end)).isEqualTo(RTCP);
    }
}
