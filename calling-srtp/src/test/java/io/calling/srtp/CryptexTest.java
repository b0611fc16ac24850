package io.calling.srtp;

import static io.calling.srtp.Packets.masterKey;
import static io.calling.srtp.Packets.result;
import static io.calling.srtp.Packets.rtp;
import static io.calling.srtp.Packets.through;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What RFC 9335 says beyond its vectors. */
class CryptexTest {
    private static final SrtpOptions CRYPTEX = SrtpOptions.DEFAULT.withCryptex(true);
    private static final int ALICE = 0xA11CE;

    private static SrtpContext sending(SrtpProfile profile) {
        return SrtpContext.sending(profile, masterKey(profile), CRYPTEX);
    }

    private static SrtpContext receiving(SrtpProfile profile) {
        return SrtpContext.receiving(profile, masterKey(profile), CRYPTEX);
    }

    private static int profileOf(byte[] packet, int csrcs) {
        return BigEndian.unsignedShort(packet, 12 + 4 * csrcs);
    }

    @ParameterizedTest
    @EnumSource
    void headersOfEachShapeComeBack(SrtpProfile profile) {
        SrtpContext sending = sending(profile);
        SrtpContext receiving = receiving(profile);
        int sequence = 0;
        for (int csrcs = 0; csrcs <= 15; csrcs++) {
            for (int extension = 0; extension < 12; extension++) {
                byte[] packet = rtp(ALICE, sequence++, csrcs, 0xBEDE, extension, 33);
                byte[] sealed = through(sending::protectRtp, packet);
                assertThat(profileOf(sealed, csrcs)).isEqualTo(0xC0DE);
                assertThat(through(receiving::unprotectRtp, sealed)).isEqualTo(packet);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void csrcsAndExtensionsAreNotInTheClear(SrtpProfile profile) {
        byte[] packet = rtp(ALICE, 7, 3, 0xBEDE, 5, 40);
        byte[] sealed = through(sending(profile)::protectRtp, packet);
        assertThat(Arrays.copyOfRange(sealed, 12, 24))
                .isNotEqualTo(Arrays.copyOfRange(packet, 12, 24));
        assertThat(Arrays.copyOfRange(sealed, 28, 48))
                .isNotEqualTo(Arrays.copyOfRange(packet, 28, 48));
    }

    /**
     * RFC 9335, 5.1: "an empty extension block ... MUST be appended, and the X bit MUST be set".
     */
    @ParameterizedTest
    @EnumSource
    void csrcsWithoutExtensionGetAnEmptyOne(SrtpProfile profile) {
        byte[] packet = rtp(ALICE, 7, 2, 0, -1, 40);
        byte[] sealed = through(sending(profile)::protectRtp, packet);
        assertThat(sealed).hasSize(packet.length + 4 + profile.tagBytes());
        assertThat(BigEndian.getInt(sealed, 20)).isEqualTo(0xC0DE_0000);

        byte[] opened = through(receiving(profile)::unprotectRtp, sealed);

        byte[] expected = rtp(ALICE, 7, 2, 0xBEDE, 0, 40);
        System.arraycopy(packet, 12, expected, 12, 8);
        System.arraycopy(packet, 20, expected, 24, 40);
        assertThat(opened).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void packetsWithoutEitherAreOrdinary(SrtpProfile profile) {
        byte[] packet = rtp(ALICE, 7, 40);
        byte[] sealed = through(sending(profile)::protectRtp, packet);
        SrtpContext ordinary = SrtpContext.receiving(profile, masterKey(profile));
        assertThat(through(ordinary::unprotectRtp, sealed)).isEqualTo(packet);
    }

    /** RFC 9335, 5.1: not for "header extensions other than the RFC 8285 variety". */
    @ParameterizedTest
    @EnumSource
    void otherExtensionsStayInTheClear(SrtpProfile profile) {
        byte[] packet = rtp(ALICE, 7, 2, 0x1234, 3, 40);
        byte[] sealed = through(sending(profile)::protectRtp, packet);
        assertThat(Arrays.copyOf(sealed, 36)).isEqualTo(Arrays.copyOf(packet, 36));
        assertThat(through(receiving(profile)::unprotectRtp, sealed)).isEqualTo(packet);
    }

    @ParameterizedTest
    @EnumSource
    void twoByteExtensionsLoseTheApplicationsBits(SrtpProfile profile) {
        byte[] packet = rtp(ALICE, 7, 0, 0x1007, 3, 40);
        byte[] sealed = through(sending(profile)::protectRtp, packet);
        assertThat(profileOf(sealed, 0)).isEqualTo(0xC2DE);
        assertThat(profileOf(through(receiving(profile)::unprotectRtp, sealed), 0))
                .isEqualTo(0x1000);
    }

    @ParameterizedTest
    @EnumSource
    void aPeerThatDoesWithoutIsUnderstood(SrtpProfile profile) {
        byte[] packet = rtp(ALICE, 7, 2, 0xBEDE, 3, 40);
        SrtpContext ordinary = SrtpContext.sending(profile, masterKey(profile));
        byte[] sealed = through(ordinary::protectRtp, packet);
        assertThat(through(receiving(profile)::unprotectRtp, sealed)).isEqualTo(packet);
    }

    @ParameterizedTest
    @EnumSource
    void aForgedPacketStaysAsItWas(SrtpProfile profile) {
        byte[] sealed = through(sending(profile)::protectRtp, rtp(ALICE, 7, 3, 0xBEDE, 2, 40));
        sealed[30] ^= 1;
        byte[] buffer = sealed.clone();
        assertThat(receiving(profile).unprotectRtp(buffer, 0, buffer.length))
                .isEqualTo(SrtpContext.AUTHENTICATION_FAILED);
        assertThat(buffer).isEqualTo(sealed);
    }

    @ParameterizedTest
    @EnumSource
    void roomForTheEmptyExtensionIsAskedFor(SrtpProfile profile) {
        assertThat(sending(profile).rtpOverhead()).isEqualTo(profile.tagBytes() + 4);
        assertThat(result(sending(profile)::protectRtp, rtp(ALICE, 1, 1))).isPositive();
    }
}
