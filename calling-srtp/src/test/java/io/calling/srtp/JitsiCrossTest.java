package io.calling.srtp;

import static io.calling.srtp.Packets.masterKey;
import static io.calling.srtp.Packets.rtp;
import static io.calling.srtp.Packets.through;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against jitsi-srtp, which knows cryptex as well. */
class JitsiCrossTest extends PeerCrossTest {
    private static final SrtpOptions CRYPTEX = SrtpOptions.DEFAULT.withCryptex(true);

    @Override
    SrtpPeer protecting(SrtpProfile profile) {
        return JitsiPeer.protecting(profile, false);
    }

    @Override
    SrtpPeer unprotecting(SrtpProfile profile) {
        return JitsiPeer.unprotecting(profile, false);
    }

    private static byte[] packet(int i) {
        return rtp(1, i, i % 16, i % 2 == 0 ? 0xBEDE : 0x1000, i / 16 % 6, 60);
    }

    @ParameterizedTest
    @EnumSource
    void acceptsOurCryptex(SrtpProfile profile) {
        SrtpContext sending = SrtpContext.sending(profile, masterKey(profile), CRYPTEX);
        try (JitsiPeer peer = JitsiPeer.unprotecting(profile, true)) {
            for (int i = 0; i < 200; i++) {
                byte[] packet = packet(i);
                assertThat(peer.rtp(through(sending::protectRtp, packet))).isEqualTo(packet);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void makesCryptexThatWeAccept(SrtpProfile profile) {
        SrtpContext receiving = SrtpContext.receiving(profile, masterKey(profile), CRYPTEX);
        try (JitsiPeer peer = JitsiPeer.protecting(profile, true)) {
            for (int i = 0; i < 200; i++) {
                byte[] packet = packet(i);
                assertThat(through(receiving::unprotectRtp, peer.rtp(packet))).isEqualTo(packet);
            }
        }
    }
}
