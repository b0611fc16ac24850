package io.calling.srtp;

import static io.calling.srtp.Packets.masterKey;
import static io.calling.srtp.Packets.result;
import static io.calling.srtp.Packets.rtcp;
import static io.calling.srtp.Packets.rtp;
import static io.calling.srtp.Packets.through;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpContextTest {
    private static final SrtpProfile SOME = SrtpProfile.AEAD_AES_128_GCM;
    private static final int ALICE = 0xA11CE;
    private static final int BOB = 0xB0B;

    private static SrtpContext sending(SrtpProfile profile) {
        return SrtpContext.sending(profile, masterKey(profile));
    }

    private static SrtpContext receiving(SrtpProfile profile) {
        return SrtpContext.receiving(profile, masterKey(profile));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsProtectedComesBack(SrtpProfile profile) {
        SrtpContext sending = sending(profile);
        SrtpContext receiving = receiving(profile);
        for (int payload = 0; payload < 80; payload++) {
            byte[] packet = rtp(ALICE, payload, payload);
            byte[] sealed = through(sending::protectRtp, packet);
            assertThat(sealed).hasSize(packet.length + profile.tagBytes());
            assertThat(through(receiving::unprotectRtp, sealed)).isEqualTo(packet);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rtcpComesBack(SrtpProfile profile) {
        SrtpContext sending = sending(profile);
        SrtpContext receiving = receiving(profile);
        for (int body = 0; body < 400; body += 4) {
            byte[] packet = rtcp(ALICE, body);
            byte[] sealed = through(sending::protectRtcp, packet);
            assertThat(sealed).hasSize(packet.length + profile.tagBytes() + 4);
            assertThat(through(receiving::unprotectRtcp, sealed)).isEqualTo(packet);
        }
    }

    @ParameterizedTest
    @EnumSource
    void packetsOfAnySizeComeBack(SrtpProfile profile) {
        SrtpContext sending = sending(profile);
        SrtpContext receiving = receiving(profile);
        int sequence = 0;
        for (int payload : new int[] {1523, 1524, 1525, 3000, 3072, 65_400}) {
            byte[] packet = rtp(ALICE, sequence++, payload);
            byte[] sealed = through(sending::protectRtp, packet);
            assertThat(through(receiving::unprotectRtp, sealed)).isEqualTo(packet);
        }
    }

    @ParameterizedTest
    @EnumSource
    void headersOfEachLegalShapeStayInTheClear(SrtpProfile profile) {
        SrtpContext sending = sending(profile);
        SrtpContext receiving = receiving(profile);
        int sequence = 0;
        for (int csrcs = 0; csrcs <= 15; csrcs++) {
            for (int extension = -1; extension < 12; extension++) {
                byte[] packet = rtp(ALICE, sequence++, csrcs, 0xBEDE, extension, 33);
                int header = packet.length - 33;
                byte[] sealed = through(sending::protectRtp, packet);
                assertThat(Arrays.copyOf(sealed, header)).isEqualTo(Arrays.copyOf(packet, header));
                assertThat(through(receiving::unprotectRtp, sealed)).isEqualTo(packet);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLongestExtensionComesBack(SrtpProfile profile) {
        byte[] packet = rtp(ALICE, 7, 15, 0x1000, 16_000, 20);
        byte[] sealed = through(sending(profile)::protectRtp, packet);
        assertThat(through(receiving(profile)::unprotectRtp, sealed)).isEqualTo(packet);
    }

    @ParameterizedTest
    @EnumSource
    void thePayloadIsNotInTheClear(SrtpProfile profile) {
        byte[] packet = rtp(ALICE, 7, 160);
        byte[] sealed = through(sending(profile)::protectRtp, packet);
        assertThat(Arrays.copyOfRange(sealed, 12, 172))
                .isNotEqualTo(Arrays.copyOfRange(packet, 12, 172));
    }

    @ParameterizedTest
    @EnumSource
    void replayIsRejected(SrtpProfile profile) {
        SrtpContext receiving = receiving(profile);
        byte[] sealed = through(sending(profile)::protectRtp, rtp(ALICE, 7, 160));
        through(receiving::unprotectRtp, sealed);
        assertThat(result(receiving::unprotectRtp, sealed)).isEqualTo(SrtpContext.REPLAYED);
    }

    @ParameterizedTest
    @EnumSource
    void replayOfRtcpIsRejected(SrtpProfile profile) {
        SrtpContext receiving = receiving(profile);
        byte[] sealed = through(sending(profile)::protectRtcp, rtcp(ALICE, 40));
        through(receiving::unprotectRtcp, sealed);
        assertThat(result(receiving::unprotectRtcp, sealed)).isEqualTo(SrtpContext.REPLAYED);
    }

    @ParameterizedTest
    @EnumSource
    void noIndexIsUsedForTwoPackets(SrtpProfile profile) {
        SrtpContext sending = sending(profile);
        through(sending::protectRtp, rtp(ALICE, 7, 160));
        assertThat(result(sending::protectRtp, rtp(ALICE, 7, 161))).isEqualTo(SrtpContext.REPLAYED);
    }

    @ParameterizedTest
    @EnumSource
    void aKeyOfSomebodyElseDoesNotOpen(SrtpProfile profile) {
        byte[] key = new byte[profile.keyBytes()];
        byte[] salt = new byte[profile.saltBytes()];
        SrtpContext stranger = SrtpContext.sending(profile, SrtpMasterKey.of(key, salt));
        SrtpContext receiving = receiving(profile);
        assertThat(
                        result(
                                receiving::unprotectRtp,
                                through(stranger::protectRtp, rtp(ALICE, 1, 160))))
                .isEqualTo(SrtpContext.AUTHENTICATION_FAILED);
        assertThat(
                        result(
                                receiving::unprotectRtcp,
                                through(stranger::protectRtcp, rtcp(ALICE, 40))))
                .isEqualTo(SrtpContext.AUTHENTICATION_FAILED);
    }

    @ParameterizedTest
    @EnumSource
    void streamsDoNotDisturbEachOther(SrtpProfile profile) {
        SrtpContext sending = sending(profile);
        SrtpContext receiving = receiving(profile);
        for (int sequence = 65_530; sequence < 65_545; sequence++) {
            for (int ssrc = 0; ssrc < 40; ssrc++) {
                byte[] packet = rtp(ssrc, sequence + 100 * ssrc, 20);
                byte[] sealed = through(sending::protectRtp, packet);
                assertThat(through(receiving::unprotectRtp, sealed)).isEqualTo(packet);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void bytesAroundThePacketStayAsTheyWere(SrtpProfile profile) {
        SrtpContext sending = sending(profile);
        byte[] packet = rtp(ALICE, 7, 100);
        byte[] buffer = new byte[300];
        Arrays.fill(buffer, (byte) 0x55);
        System.arraycopy(packet, 0, buffer, 90, packet.length);

        int length = sending.protectRtp(buffer, 90, packet.length);

        assertThat(Arrays.copyOf(buffer, 90)).containsOnly(0x55);
        assertThat(Arrays.copyOfRange(buffer, 90 + length, 300)).containsOnly(0x55);
        int opened = receiving(profile).unprotectRtp(buffer, 90, length);
        assertThat(Arrays.copyOfRange(buffer, 90, 90 + opened)).isEqualTo(packet);
        assertThat(Arrays.copyOf(buffer, 90)).containsOnly(0x55);
        assertThat(Arrays.copyOfRange(buffer, 90 + length, 300)).containsOnly(0x55);
    }

    @Test
    void whatIsNoRtpIsMalformed() {
        SrtpContext sending = sending(SOME);
        byte[] packet = rtp(ALICE, 7, 160);
        packet[0] = 0x40;
        assertThat(result(sending::protectRtp, packet)).isEqualTo(SrtpContext.MALFORMED);
        assertThat(result(sending::protectRtp, new byte[0])).isEqualTo(SrtpContext.MALFORMED);
        assertThat(result(sending::protectRtp, Arrays.copyOf(rtp(ALICE, 7, 0), 11)))
                .isEqualTo(SrtpContext.MALFORMED);
    }

    @Test
    void anExtensionThatEndsBehindThePacketIsMalformed() {
        byte[] packet = rtp(ALICE, 7, 2, 0xBEDE, 3, 0);
        BigEndian.putShort(packet, 22, 4);
        assertThat(result(sending(SOME)::protectRtp, packet)).isEqualTo(SrtpContext.MALFORMED);
    }

    @Test
    void whatIsNoRtcpIsMalformed() {
        SrtpContext sending = sending(SOME);
        assertThat(result(sending::protectRtcp, new byte[8])).isEqualTo(SrtpContext.MALFORMED);
        assertThat(result(sending::protectRtcp, Arrays.copyOf(rtcp(ALICE, 0), 7)))
                .isEqualTo(SrtpContext.MALFORMED);
    }

    @Test
    void rtcpThatIsOnlyAuthenticatedIsRefused() {
        byte[] key = new byte[16];
        SessionKey aesKey =
                new SessionKey(
                        new KeyDerivation(SrtpMasterKey.of(key, new byte[12])).derive(3, 16));
        byte[] salt = new KeyDerivation(SrtpMasterKey.of(key, new byte[12])).derive(5, 12);
        byte[] tagged = taggedOnly(new GaloisCipher(aesKey, salt, 256));

        SrtpContext receiving = SrtpContext.receiving(SOME, SrtpMasterKey.of(key, new byte[12]));
        assertThat(result(receiving::unprotectRtcp, tagged)).isEqualTo(SrtpContext.NOT_ENCRYPTED);
        tagged[9] ^= 1;
        assertThat(result(receiving::unprotectRtcp, tagged))
                .isEqualTo(SrtpContext.AUTHENTICATION_FAILED);
    }

    /** RTCP whose E flag is clear: everything is associated data, followed by the word. */
    private static byte[] taggedOnly(GaloisCipher cipher) {
        byte[] clear = rtcp(ALICE, 24);
        byte[] withWord = Arrays.copyOf(clear, clear.length + 4 + 32);
        PacketView view = new PacketView();
        assertThat(view.readRtcp(withWord, 0, clear.length + 4, 0)).isTrue();
        view.index = 0;
        view.body = view.end;
        cipher.sealRtp(withWord, view);
        byte[] packet = Arrays.copyOf(clear, clear.length + 20);
        System.arraycopy(withWord, clear.length + 4, packet, clear.length, 16);
        return packet;
    }

    @Test
    void moreStreamsThanAllowedAreRefusedAndTheFirstOnesGoOn() {
        SrtpOptions two = SrtpOptions.DEFAULT.withMaxStreams(2);
        SrtpContext sending = SrtpContext.sending(SOME, masterKey(SOME));
        SrtpContext receiving = SrtpContext.receiving(SOME, masterKey(SOME), two);
        for (int ssrc = 0; ssrc < 2; ssrc++) {
            through(receiving::unprotectRtp, through(sending::protectRtp, rtp(ssrc, 1, 20)));
        }
        assertThat(result(receiving::unprotectRtp, through(sending::protectRtp, rtp(BOB, 1, 20))))
                .isEqualTo(SrtpContext.TOO_MANY_STREAMS);
        byte[] packet = rtp(1, 2, 20);
        assertThat(through(receiving::unprotectRtp, through(sending::protectRtp, packet)))
                .isEqualTo(packet);
    }

    @Test
    void forgedPacketsTakeNoRoomForStreams() {
        SrtpOptions one = SrtpOptions.DEFAULT.withMaxStreams(1);
        SrtpContext receiving = SrtpContext.receiving(SOME, masterKey(SOME), one);
        for (int ssrc = 0; ssrc < 100; ssrc++) {
            assertThat(result(receiving::unprotectRtp, rtp(ssrc, 1, 100)))
                    .isEqualTo(SrtpContext.AUTHENTICATION_FAILED);
            assertThat(result(receiving::unprotectRtcp, rtcp(ssrc, 100)))
                    .isEqualTo(SrtpContext.AUTHENTICATION_FAILED);
        }
        byte[] packet = rtp(ALICE, 1, 20);
        assertThat(through(receiving::unprotectRtp, through(sending(SOME)::protectRtp, packet)))
                .isEqualTo(packet);
    }

    @Test
    void moreStreamsThanAllowedAreNotSent() {
        SrtpContext sending =
                SrtpContext.sending(SOME, masterKey(SOME), SrtpOptions.DEFAULT.withMaxStreams(1));
        through(sending::protectRtp, rtp(ALICE, 1, 20));
        through(sending::protectRtcp, rtcp(ALICE, 20));
        assertThat(result(sending::protectRtp, rtp(BOB, 1, 20)))
                .isEqualTo(SrtpContext.TOO_MANY_STREAMS);
        assertThat(result(sending::protectRtcp, rtcp(BOB, 20)))
                .isEqualTo(SrtpContext.TOO_MANY_STREAMS);
    }

    @Test
    void aContextServesOneDirection() {
        byte[] packet = rtp(ALICE, 1, 100);
        assertThatThrownBy(() -> result(sending(SOME)::unprotectRtp, packet))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("for sending");
        assertThatThrownBy(() -> result(receiving(SOME)::protectRtcp, packet))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("for receiving");
    }

    @Test
    void anArrayWithoutRoomIsRefusedAndUsesNothingUp() {
        SrtpContext sending = sending(SOME);
        byte[] packet = rtp(ALICE, 1, 100);
        assertThatThrownBy(() -> sending.protectRtp(packet.clone(), 0, packet.length))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16 bytes");
        assertThat(through(sending::protectRtp, packet)).hasSize(packet.length + 16);
    }

    @Test
    void overheadIsWhatAPacketGrows() {
        SrtpContext sending = sending(SrtpProfile.AES128_CM_HMAC_SHA1_80);
        assertThat(sending.rtpOverhead()).isEqualTo(10);
        assertThat(sending.rtcpOverhead()).isEqualTo(14);
        assertThat(sending(SOME).rtpOverhead()).isEqualTo(16);
        assertThat(sending(SOME).rtcpOverhead()).isEqualTo(20);
    }

    @ParameterizedTest
    @EnumSource
    void aClosedContextRefusesEverything(SrtpProfile profile) {
        SrtpContext sending = sending(profile);
        SrtpContext receiving = receiving(profile);
        sending.close();
        sending.close();
        receiving.close();
        assertThat(result(sending::protectRtp, rtp(ALICE, 1, 100))).isEqualTo(SrtpContext.CLOSED);
        assertThat(result(sending::protectRtcp, rtcp(ALICE, 100))).isEqualTo(SrtpContext.CLOSED);
        assertThat(result(receiving::unprotectRtp, rtp(ALICE, 1, 100)))
                .isEqualTo(SrtpContext.CLOSED);
        assertThat(result(receiving::unprotectRtcp, rtcp(ALICE, 100)))
                .isEqualTo(SrtpContext.CLOSED);
    }

    @Test
    void aKeyOfTheWrongSizeIsRefused() {
        assertThatThrownBy(
                        () ->
                                SrtpContext.sending(
                                        SrtpProfile.AEAD_AES_256_GCM,
                                        masterKey(SrtpProfile.AEAD_AES_128_GCM)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("AEAD_AES_256_GCM");
    }

    @Test
    void aDestroyedKeyIsRefused() {
        SrtpMasterKey key = masterKey(SOME);
        key.destroy();
        assertThatThrownBy(() -> SrtpContext.receiving(SOME, key))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theMasterKeyMayBeDestroyedOnceTheContextIsMade() {
        SrtpMasterKey key = masterKey(SOME);
        SrtpContext sending = SrtpContext.sending(SOME, key);
        key.destroy();
        byte[] packet = rtp(ALICE, 1, 20);
        assertThat(through(receiving(SOME)::unprotectRtp, through(sending::protectRtp, packet)))
                .isEqualTo(packet);
    }

    @Test
    void nothingSecretPrints() {
        assertThat(sending(SOME)).hasToString("SrtpContext[secret]");
        assertThat(masterKey(SOME)).hasToString("SrtpMasterKey[secret]");
        assertThat(new SessionKey(new byte[16])).hasToString("SessionKey[secret]");
    }

    @Test
    void cipherMayOverwriteTheCopyOfAKeyThatItHadBefore() {
        byte[] secret = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
        SessionKey key = new SessionKey(secret.clone());
        byte[] kept = key.getEncoded();
        for (int packet = 0; packet < 4; packet++) {
            byte[] next = key.getEncoded();
            Arrays.fill(kept, (byte) 0); // as the JDK's GCM does, behind the next initialisation
            assertThat(next).isEqualTo(secret);
            kept = next;
        }
    }

    @Test
    void destroyedKeyLeavesNoCopyOfItself() {
        SessionKey key =
                new SessionKey(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7});
        byte[] one = key.getEncoded();
        byte[] other = key.getEncoded();
        key.destroy();
        assertThat(one).containsOnly(0);
        assertThat(other).containsOnly(0);
    }
}
