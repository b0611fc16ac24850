package io.calling.srtp;

import static io.calling.srtp.Packets.masterKey;
import static io.calling.srtp.Packets.rtcp;
import static io.calling.srtp.Packets.rtp;
import static io.calling.srtp.Packets.through;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an attacker on the path can do to single packets: nothing. */
class TamperingTest {
    private static final int SSRC = 0xCAFE;

    static Stream<Arguments> contexts() {
        return Stream.of(SrtpProfile.values())
                .flatMap(
                        profile ->
                                Stream.of(false, true)
                                        .map(cryptex -> Arguments.of(profile, cryptex)));
    }

    private static SrtpContext sending(SrtpProfile profile, boolean cryptex) {
        return SrtpContext.sending(
                profile, masterKey(profile), SrtpOptions.DEFAULT.withCryptex(cryptex));
    }

    private static SrtpContext receiving(SrtpProfile profile, boolean cryptex) {
        return SrtpContext.receiving(
                profile, masterKey(profile), SrtpOptions.DEFAULT.withCryptex(cryptex));
    }

    private static void assertRefusedUntouched(Packets.Step step, byte[] packet) {
        byte[] buffer = packet.clone();
        int result = step.process(buffer, 0, buffer.length);
        assertThat(result).isNegative();
        assertThat(buffer).isEqualTo(packet);
    }

    private static void assertEachFlipRefused(Packets.Step step, byte[] packet) {
        for (int bit = 0; bit < 8 * packet.length; bit++) {
            byte[] flipped = packet.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefusedUntouched(step, flipped);
        }
    }

    private static void assertEachCutRefused(Packets.Step step, byte[] packet) {
        for (int length = 0; length < packet.length; length++) {
            assertRefusedUntouched(step, Arrays.copyOf(packet, length));
        }
    }

    @ParameterizedTest
    @MethodSource("contexts")
    void aFlippedBitAnywhereInSrtpIsRefused(SrtpProfile profile, boolean cryptex) {
        SrtpContext sending = sending(profile, cryptex);
        SrtpContext receiving = receiving(profile, cryptex);
        byte[] first = through(sending::protectRtp, rtp(SSRC, 40_000, 2, 0xBEDE, 1, 20));
        byte[] second = through(sending::protectRtp, rtp(SSRC, 40_001, 2, 0xBEDE, 1, 20));
        assertEachFlipRefused(receiving::unprotectRtp, first);
        through(receiving::unprotectRtp, first);
        assertEachFlipRefused(receiving::unprotectRtp, second);
        through(receiving::unprotectRtp, second);
    }

    @ParameterizedTest
    @MethodSource("contexts")
    void aFlippedBitAnywhereInSrtcpIsRefused(SrtpProfile profile, boolean cryptex) {
        SrtpContext sending = sending(profile, cryptex);
        SrtpContext receiving = receiving(profile, cryptex);
        byte[] first = through(sending::protectRtcp, rtcp(SSRC, 24));
        byte[] second = through(sending::protectRtcp, rtcp(SSRC, 24));
        assertEachFlipRefused(receiving::unprotectRtcp, first);
        through(receiving::unprotectRtcp, first);
        assertEachFlipRefused(receiving::unprotectRtcp, second);
        through(receiving::unprotectRtcp, second);
    }

    @ParameterizedTest
    @MethodSource("contexts")
    void aPacketCutAnywhereIsRefused(SrtpProfile profile, boolean cryptex) {
        SrtpContext sending = sending(profile, cryptex);
        SrtpContext receiving = receiving(profile, cryptex);
        byte[] srtp = through(sending::protectRtp, rtp(SSRC, 7, 2, 0xBEDE, 3, 20));
        byte[] srtcp = through(sending::protectRtcp, rtcp(SSRC, 24));
        assertEachCutRefused(receiving::unprotectRtp, srtp);
        assertEachCutRefused(receiving::unprotectRtcp, srtcp);
        through(receiving::unprotectRtp, srtp);
        through(receiving::unprotectRtcp, srtcp);
    }

    @ParameterizedTest
    @MethodSource("contexts")
    void aPacketWithBytesAppendedIsRefused(SrtpProfile profile, boolean cryptex) {
        SrtpContext receiving = receiving(profile, cryptex);
        byte[] srtp = through(sending(profile, cryptex)::protectRtp, rtp(SSRC, 7, 20));
        for (int more = 1; more < 40; more++) {
            assertRefusedUntouched(
                    receiving::unprotectRtp, Arrays.copyOf(srtp, srtp.length + more));
        }
    }

    @ParameterizedTest
    @MethodSource("contexts")
    void srtpIsNoSrtcpAndTheOtherWayRound(SrtpProfile profile, boolean cryptex) {
        SrtpContext sending = sending(profile, cryptex);
        SrtpContext receiving = receiving(profile, cryptex);
        assertRefusedUntouched(
                receiving::unprotectRtcp, through(sending::protectRtp, rtp(SSRC, 7, 40)));
        assertRefusedUntouched(
                receiving::unprotectRtp, through(sending::protectRtcp, rtcp(SSRC, 40)));
    }
}
