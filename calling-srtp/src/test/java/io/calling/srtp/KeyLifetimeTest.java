package io.calling.srtp;

import static io.calling.srtp.Packets.masterKey;
import static io.calling.srtp.Packets.result;
import static io.calling.srtp.Packets.rtcp;
import static io.calling.srtp.Packets.rtp;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** RFC 3711, 9.2: at most 2^48 SRTP and 2^31 SRTCP packets with one master key. */
class KeyLifetimeTest {
    private static final SrtpProfile SOME = SrtpProfile.AES128_CM_HMAC_SHA1_80;

    private final KeyDerivation keys = new KeyDerivation(masterKey(SOME));

    @Test
    void theLimitsAreThoseOfTheRfc() {
        assertThat(KeyLifetime.RTP).isEqualTo(281_474_976_710_656L);
        assertThat(KeyLifetime.RTCP).isEqualTo(2_147_483_648L);
    }

    @Test
    void theSenderOfRtpStopsWhenTheKeyIsUsedUpByAllStreams() {
        RtpSender sender =
                new RtpSender(
                        PacketCipher.rtp(SOME, keys), SrtpOptions.DEFAULT, new KeyLifetime(2));
        assertThat(result(sender::process, rtp(1, 1, 20))).isPositive();
        assertThat(result(sender::process, rtp(2, 1, 20))).isPositive();
        assertThat(result(sender::process, rtp(1, 2, 20))).isEqualTo(SrtpContext.KEY_EXHAUSTED);
        assertThat(result(sender::process, rtp(3, 1, 20))).isEqualTo(SrtpContext.KEY_EXHAUSTED);
    }

    @Test
    void theSenderOfRtcpStopsWhenTheKeyIsUsedUpByAllStreams() {
        RtcpSender sender =
                new RtcpSender(
                        PacketCipher.rtcp(SOME, keys), SrtpOptions.DEFAULT, new KeyLifetime(2));
        assertThat(result(sender::process, rtcp(1, 20))).isPositive();
        assertThat(result(sender::process, rtcp(2, 20))).isPositive();
        assertThat(result(sender::process, rtcp(1, 20))).isEqualTo(SrtpContext.KEY_EXHAUSTED);
    }

    @Test
    void aRefusedPacketStaysAsItWas() {
        RtpSender sender =
                new RtpSender(
                        PacketCipher.rtp(SOME, keys), SrtpOptions.DEFAULT, new KeyLifetime(0));
        byte[] packet = rtp(1, 1, 60);
        assertThat(sender.process(packet, 0, 40)).isEqualTo(SrtpContext.KEY_EXHAUSTED);
        assertThat(packet).isEqualTo(rtp(1, 1, 60));
    }
}
