package io.calling.srtp;

import static io.calling.srtp.Packets.hex;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** AES-256 in counter mode and its key derivation, RFC 6188, 7.1 and 7.2. */
class Rfc6188Section7Test {
    private static final int OCTETS = 65_282 * 16;

    @Test
    void keystreamOfSection71() {
        byte[] keystream = new byte[OCTETS];
        new CounterKeystream(
                        new SessionKey(
                                hex(
                                        """
                                        57f82fe3613fd170a85ec93c40b1f092
                                        2ec4cb0dc025b58272147cc438944a98
                                        """)),
                        hex("f0f1f2f3f4f5f6f7f8f9fafbfcfd"),
                        1536)
                .apply(keystream, 0, OCTETS, 0, 0);

        assertThat(Arrays.copyOf(keystream, 48))
                .isEqualTo(
                        hex(
                                """
                                92bdd28a93c3f52511c677d08b5515a4
                                9da71b2378a854f67050756ded165bac
                                63c4868b7096d88421b563b8c94c9a31
                                """));
        assertThat(Arrays.copyOfRange(keystream, OCTETS - 48, OCTETS))
                .isEqualTo(
                        hex(
                                """
                                cea518c90fd91ced9cbb18c078a54711
                                3dbc4814f4da5f00a08772b63c6a046d
                                6eb246913062a16891433e97dd01a57f
                                """));
    }

    @Test
    void keyDerivationOfSection72() {
        KeyDerivation keys =
                new KeyDerivation(
                        SrtpMasterKey.of(
                                hex(
                                        """
                                        f0f04914b513f2763a1b1fa130f10e29
                                        98f6f6e43e4309d1e622a0e332b9f1b6
                                        """),
                                hex("3b04803de51ee7c96423ab5b78d2")));

        assertThat(keys.derive(KeyDerivation.RTP_ENCRYPTION, 32))
                .isEqualTo(
                        hex(
                                """
                                5ba1064e30ec51613cad926c5a28ef73
                                1ec7fb397f70a960653caf06554cd8c4
                                """));
        assertThat(keys.derive(KeyDerivation.RTP_SALT, 14))
                .isEqualTo(hex("fa31791685ca444a9e07c6c64e93"));
        assertThat(keys.derive(KeyDerivation.RTP_AUTHENTICATION, 20))
                .isEqualTo(hex("fd9c32d39ed5fbb5a9dc96b30818454d1313dc05"));
    }
}
