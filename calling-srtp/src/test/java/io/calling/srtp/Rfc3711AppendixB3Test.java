package io.calling.srtp;

import static io.calling.srtp.Packets.hex;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Key derivation of RFC 3711, appendix B.3. That appendix has no keys for SRTCP; those here are the
 * ones that other implementations derive from its master key.
 */
class Rfc3711AppendixB3Test {
    private final KeyDerivation keys =
            new KeyDerivation(
                    SrtpMasterKey.of(
                            hex("E1F97A0D3E018BE0D64FA32C06DE4139"),
                            hex("0EC675AD498AFEEBB6960B3AABE6")));

    @Test
    void cipherKey() {
        assertThat(keys.derive(KeyDerivation.RTP_ENCRYPTION, 16))
                .isEqualTo(hex("C61E7A93744F39EE10734AFE3FF7A087"));
    }

    @Test
    void cipherSalt() {
        assertThat(keys.derive(KeyDerivation.RTP_SALT, 14))
                .isEqualTo(hex("30CBBC08863D8C85D49DB34A9AE1"));
    }

    @Test
    void authenticationKeyOfSixBlocks() {
        assertThat(keys.derive(KeyDerivation.RTP_AUTHENTICATION, 94))
                .isEqualTo(
                        hex(
                                """
                                CEBE321F6FF7716B6FD4AB49AF256A15
                                6D38BAA48F0A0ACF3C34E2359E6CDBCE
                                E049646C43D9327AD175578EF7227098
                                6371C10C9A369AC2F94A8C5FBCDDDC25
                                6D6E919A48B610EF17C2041E47403576
                                6B68642C59BBFC2F34DB60DBDFB2
                                """));
    }

    @Test
    void keysOfSrtcp() {
        int rtcp = KeyDerivation.RTCP;
        assertThat(keys.derive(rtcp + KeyDerivation.RTP_ENCRYPTION, 16))
                .isEqualTo(hex("4c1aa45a81f73d61c800bbb00fbb1eaa"));
        assertThat(keys.derive(rtcp + KeyDerivation.RTP_AUTHENTICATION, 20))
                .isEqualTo(hex("8d54534feb49ae8e7993a6bd0b844fc323a93dfd"));
        assertThat(keys.derive(rtcp + KeyDerivation.RTP_SALT, 14))
                .isEqualTo(hex("9581c7ad87b3e530bf3e4454a8b3"));
    }
}
