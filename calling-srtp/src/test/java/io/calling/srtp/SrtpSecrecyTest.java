package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** L23: what holds a key never prints it, and no exception does. */
class SrtpSecrecyTest {
    private static final SrtpProfile PROFILE = SrtpProfile.AEAD_AES_128_GCM;

    private final byte[] key = random(16);
    private final byte[] salt = random(12);

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        new Random(bytes).nextBytes(random);
        return random;
    }

    @Test
    void L23_nothingThatHoldsAKeyPrintsIt() {
        SrtpMasterKey master = SrtpMasterKey.of(key, salt);
        byte[] material = new byte[PROFILE.exportedKeyBytes()];
        System.arraycopy(key, 0, material, 0, key.length);
        System.arraycopy(salt, 0, material, 2 * key.length, salt.length);
        try (var session = SrtpSession.fromExportedKeys(PROFILE, material, true);
                var derivation = new KeyDerivation(master)) {
            var holders =
                    List.of(
                            master,
                            session,
                            session.sending(),
                            session.receiving(),
                            derivation,
                            new SessionKey(key.clone()),
                            new PacketNonce(salt),
                            PacketCipher.rtp(PROFILE, derivation));
            assertThat(holders).allSatisfy(holder -> assertSilent(holder.toString()));
        }
    }

    @Test
    void L23_noExceptionNamesAKey() {
        SrtpMasterKey master = SrtpMasterKey.of(key, salt);
        assertSilent(() -> SrtpMasterKey.of(Arrays.copyOf(key, 17), salt));
        assertSilent(() -> SrtpMasterKey.of(key, Arrays.copyOf(salt, 13)));
        assertSilent(() -> SrtpContext.sending(SrtpProfile.AEAD_AES_256_GCM, master));
        assertSilent(() -> SrtpSession.fromExportedKeys(PROFILE, key.clone(), true));
        SrtpContext sending = SrtpContext.sending(PROFILE, master);
        assertSilent(() -> sending.unprotectRtp(new byte[100], 0, 100));
        assertSilent(() -> sending.protectRtp(new byte[100], 0, 100));
        master.destroy();
        assertSilent(() -> SrtpContext.sending(PROFILE, master));
    }

    private void assertSilent(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isNotNull();
        assertSilent(thrown.toString());
        assertThat(thrown.getCause()).isNull();
    }

    private void assertSilent(String text) {
        for (byte[] secret : List.of(key, salt)) {
            byte[] part = Arrays.copyOf(secret, 6);
            String list = Arrays.toString(part);
            assertThat(text.toLowerCase(Locale.ROOT).replaceAll("[:\\s]", ""))
                    .doesNotContain(HexFormat.of().formatHex(part));
            assertThat(text)
                    .doesNotContain(Base64.getEncoder().encodeToString(part))
                    .doesNotContain(list.substring(1, list.length() - 1));
        }
    }
}
