package io.calling.srtp;

import static io.calling.srtp.Packets.hex;
import static io.calling.srtp.Packets.through;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The reference packets of libsrtp's own test driver, from the master key on. */
class LibsrtpReferencePacketTest {
    private static final byte[] CLEAR = hex("800f1234decafbadcafebabe" + "ab".repeat(16));

    private final SrtpMasterKey key128 =
            SrtpMasterKey.of(
                    hex("e1f97a0d3e018be0d64fa32c06de4139"), hex("0ec675ad498afeebb6960b3aabe6"));
    private final SrtpMasterKey key256 =
            SrtpMasterKey.of(
                    hex("f0f04914b513f2763a1b1fa130f10e2998f6f6e43e4309d1e622a0e332b9f1b6"),
                    hex("3b04803de51ee7c96423ab5b78d2"));

    @Test
    void srtpInAes128CounterMode() {
        SrtpContext context = SrtpContext.sending(SrtpProfile.AES128_CM_HMAC_SHA1_80, key128);
        assertThat(through(context::protectRtp, CLEAR))
                .isEqualTo(
                        hex(
                                """
                                800f1234decafbadcafebabe
                                4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb
                                """));
    }

    @Test
    void srtpInAes256CounterMode() {
        SrtpContext context = SrtpContext.sending(SrtpProfile.AES256_CM_HMAC_SHA1_80, key256);
        assertThat(through(context::protectRtp, CLEAR))
                .isEqualTo(
                        hex(
                                """
                                800f1234decafbadcafebabe
                                f1d9de17ff251ff1aa007774b0b4b40da08d9d9a5b3a55d8873b
                                """));
    }

    @Test
    void srtpWithoutPayload() {
        SrtpContext context = SrtpContext.sending(SrtpProfile.AES128_CM_HMAC_SHA1_80, key128);
        assertThat(through(context::protectRtp, hex("800f1234decafbadcafebabe")))
                .isEqualTo(hex("800f1234decafbadcafebabe773c2e1cd91d590d16e5"));
    }

    /** libsrtp begins with the index 1, RFC 3711 with 0: so this one is only unprotected. */
    @Test
    void srtcpInAes128CounterMode() {
        SrtpContext context = SrtpContext.receiving(SrtpProfile.AES128_CM_HMAC_SHA1_80, key128);
        byte[] sealed =
                hex(
                        """
                        81c8000bcafebabe
                        7128035be487b9bdbef89041f977a5a880000001993e08cd54d6c1230798
                        """);
        assertThat(through(context::unprotectRtcp, sealed))
                .isEqualTo(hex("81c8000bcafebabe" + "ab".repeat(16)));
    }
}
