package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Profiles, options and master keys. */
class SrtpValuesTest {
    private static SrtpMasterKey key(int first) {
        byte[] key = new byte[16];
        key[0] = (byte) first;
        return SrtpMasterKey.of(key, new byte[14]);
    }

    @Test
    void profilesAreFoundByTheirNumber() {
        assertThat(SrtpProfile.ofId(0x0001)).contains(SrtpProfile.AES128_CM_HMAC_SHA1_80);
        assertThat(SrtpProfile.ofId(0x0007)).contains(SrtpProfile.AEAD_AES_128_GCM);
        assertThat(SrtpProfile.ofId(0x0008)).contains(SrtpProfile.AEAD_AES_256_GCM);
        assertThat(SrtpProfile.ofId(0x0002)).isEmpty();
        assertThat(SrtpProfile.ofId(-1)).isEmpty();
    }

    @Test
    void aes256InCounterModeCannotBeNegotiated() {
        assertThat(SrtpProfile.AES256_CM_HMAC_SHA1_80.negotiable()).isFalse();
        assertThatThrownBy(SrtpProfile.AES256_CM_HMAC_SHA1_80::id)
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keysAreEqualWhenAllTheirBytesAre() {
        assertThat(key(1)).isEqualTo(key(1)).hasSameHashCodeAs(key(1)).isNotEqualTo(key(2));
    }

    @Test
    void keysAreCopiedIn() {
        byte[] bytes = new byte[16];
        SrtpMasterKey key = SrtpMasterKey.of(bytes, new byte[14]);
        bytes[0] = 1;
        assertThat(key).isEqualTo(key(0));
    }

    @Test
    void destroyedKeysAreZeros() {
        SrtpMasterKey key = key(1);
        key.destroy();
        assertThat(key.isDestroyed()).isTrue();
        assertThat(key.key()).containsOnly(0);
    }

    @Test
    void keysOfNoProfilesSizeAreRefused() {
        assertThatThrownBy(() -> SrtpMasterKey.of(new byte[24], new byte[14]))
                .hasMessageContaining("24");
        assertThatThrownBy(() -> SrtpMasterKey.of(new byte[16], new byte[13]))
                .hasMessageContaining("13");
    }

    @Test
    void theNumberOfStreamsIsBounded() {
        assertThatThrownBy(() -> SrtpOptions.DEFAULT.withMaxStreams(0)).hasMessageContaining("0");
        assertThatThrownBy(() -> SrtpOptions.DEFAULT.withMaxStreams(65_537))
                .hasMessageContaining("65537");
    }
}
