package io.calling.srtp;

import static io.calling.srtp.Packets.masterKey;
import static io.calling.srtp.Packets.rtcp;
import static io.calling.srtp.Packets.rtp;
import static io.calling.srtp.Packets.through;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every other implementation must be able to do with our packets, and we with its. */
abstract class PeerCrossTest {
    private static final int START = 65_000;
    private static final int PACKETS = 1_200;
    private static final int STREAMS = 3;

    /** The peer with our test key. */
    abstract SrtpPeer protecting(SrtpProfile profile) throws IOException;

    /** The peer with our test key. */
    abstract SrtpPeer unprotecting(SrtpProfile profile) throws IOException;

    /** Packets of several streams across a rollover, with headers of many shapes. */
    private static byte[] packet(int i) {
        int csrcs = i / 16 % 16;
        int extensionWords = i % 7 - 1;
        return rtp(i % STREAMS, START + i / STREAMS, csrcs, 0xBEDE, extensionWords, 20 + i % 180);
    }

    @ParameterizedTest
    @EnumSource
    void acceptsOurRtpAcrossARollover(SrtpProfile profile) throws IOException {
        SrtpContext sending = SrtpContext.sending(profile, masterKey(profile));
        try (SrtpPeer peer = unprotecting(profile)) {
            for (int i = 0; i < PACKETS * STREAMS; i++) {
                byte[] packet = packet(i);
                assertThat(peer.rtp(through(sending::protectRtp, packet))).isEqualTo(packet);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void makesRtpThatWeAcceptAcrossARollover(SrtpProfile profile) throws IOException {
        SrtpContext receiving = SrtpContext.receiving(profile, masterKey(profile));
        try (SrtpPeer peer = protecting(profile)) {
            for (int i = 0; i < PACKETS * STREAMS; i++) {
                byte[] packet = packet(i);
                assertThat(through(receiving::unprotectRtp, peer.rtp(packet))).isEqualTo(packet);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void makesTheSameRtpByteForByte(SrtpProfile profile) throws IOException {
        SrtpContext sending = SrtpContext.sending(profile, masterKey(profile));
        try (SrtpPeer peer = protecting(profile)) {
            for (int i = 0; i < 100; i++) {
                byte[] packet = packet(i);
                assertThat(peer.rtp(packet)).isEqualTo(through(sending::protectRtp, packet));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void acceptsOurRtcp(SrtpProfile profile) throws IOException {
        SrtpContext sending = SrtpContext.sending(profile, masterKey(profile));
        try (SrtpPeer peer = unprotecting(profile)) {
            for (int i = 0; i < 300; i++) {
                byte[] packet = rtcp(i % STREAMS, 4 * i);
                assertThat(peer.rtcp(through(sending::protectRtcp, packet))).isEqualTo(packet);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void makesRtcpThatWeAccept(SrtpProfile profile) throws IOException {
        SrtpContext receiving = SrtpContext.receiving(profile, masterKey(profile));
        try (SrtpPeer peer = protecting(profile)) {
            for (int i = 0; i < 300; i++) {
                byte[] packet = rtcp(i % STREAMS, 4 * i);
                assertThat(through(receiving::unprotectRtcp, peer.rtcp(packet))).isEqualTo(packet);
            }
        }
    }
}
