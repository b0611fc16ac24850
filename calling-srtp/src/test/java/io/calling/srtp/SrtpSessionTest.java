package io.calling.srtp;

import static io.calling.srtp.Packets.result;
import static io.calling.srtp.Packets.rtp;
import static io.calling.srtp.Packets.through;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpSessionTest {
    private static byte[] material(SrtpProfile profile) {
        byte[] material = new byte[profile.exportedKeyBytes()];
        new Random(5764).nextBytes(material);
        return material;
    }

    @ParameterizedTest
    @EnumSource
    void theTwoSidesUnderstandEachOther(SrtpProfile profile) {
        SrtpSession client = SrtpSession.fromExportedKeys(profile, material(profile), true);
        SrtpSession server = SrtpSession.fromExportedKeys(profile, material(profile), false);
        byte[] packet = rtp(1, 1, 160);
        byte[] fromClient = through(client.sending()::protectRtp, packet);
        byte[] fromServer = through(server.sending()::protectRtp, packet);
        assertThat(fromClient).isNotEqualTo(fromServer);
        assertThat(through(server.receiving()::unprotectRtp, fromClient)).isEqualTo(packet);
        assertThat(through(client.receiving()::unprotectRtp, fromServer)).isEqualTo(packet);
        assertThat(client.profile()).isEqualTo(profile);
    }

    /** RFC 5764, 4.2: client key, server key, client salt, server salt. */
    @Test
    void theKeysAreTakenInTheOrderOfTheRfc() {
        SrtpProfile profile = SrtpProfile.AES128_CM_HMAC_SHA1_80;
        byte[] material = material(profile);
        SrtpMasterKey serverKey =
                SrtpMasterKey.of(
                        Arrays.copyOfRange(material, 16, 32), Arrays.copyOfRange(material, 46, 60));
        SrtpSession client = SrtpSession.fromExportedKeys(profile, material, true);
        byte[] packet = rtp(1, 1, 160);
        byte[] sealed = through(SrtpContext.sending(profile, serverKey)::protectRtp, packet);
        assertThat(through(client.receiving()::unprotectRtp, sealed)).isEqualTo(packet);
    }

    @Test
    void theExportedKeysAreUsedUp() {
        byte[] material = material(SrtpProfile.AEAD_AES_256_GCM);
        SrtpSession.fromExportedKeys(SrtpProfile.AEAD_AES_256_GCM, material, true);
        assertThat(material).containsOnly(0);
    }

    @Test
    void keysOfTheWrongLengthAreRefused() {
        byte[] material = new byte[60];
        assertThatThrownBy(
                        () ->
                                SrtpSession.fromExportedKeys(
                                        SrtpProfile.AEAD_AES_128_GCM, material, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("56")
                .hasMessageContaining("60");
    }

    @Test
    void closingClosesBothDirections() {
        SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;
        SrtpSession session = SrtpSession.fromExportedKeys(profile, material(profile), true);
        session.close();
        assertThat(result(session.sending()::protectRtp, rtp(1, 1, 20)))
                .isEqualTo(SrtpContext.CLOSED);
        assertThat(result(session.receiving()::unprotectRtp, rtp(1, 1, 20)))
                .isEqualTo(SrtpContext.CLOSED);
    }

    @Test
    void warmingUpLeavesNothingBehind() {
        SrtpSession.warmUp();
        SrtpSession.warmUp();
    }

    @Test
    void printsItsProfileAndNothingElse() {
        SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;
        assertThat(SrtpSession.fromExportedKeys(profile, material(profile), true))
                .hasToString("SrtpSession[AEAD_AES_128_GCM]");
    }
}
