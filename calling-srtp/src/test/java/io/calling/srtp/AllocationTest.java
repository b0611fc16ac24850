package io.calling.srtp;

import static io.calling.srtp.Packets.masterKey;
import static io.calling.srtp.Packets.rtcp;
import static io.calling.srtp.Packets.rtp;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How much a packet allocates on its thread: nothing in counter mode; in Galois mode what the JDK's
 * cipher allocates at each initialisation, and nothing of ours.
 */
class AllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int PACKETS = 10_000;
    private static final int JDK_BYTES_PER_GCM_PACKET = 1_100;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private interface Exchange {
        void packet(int sequence);
    }

    private double bytesPerPacket(Exchange exchange) {
        for (int i = 0; i < WARM_UP; i++) {
            exchange.packet(i);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < PACKETS; i++) {
            exchange.packet(WARM_UP + i);
        }
        return (double) (threads.getCurrentThreadAllocatedBytes() - before) / PACKETS;
    }

    /** Protects and unprotects one packet again and again, in place. */
    private static Exchange rtpExchange(SrtpProfile profile, int payloadBytes) {
        SrtpContext sending = SrtpContext.sending(profile, masterKey(profile));
        SrtpContext receiving = SrtpContext.receiving(profile, masterKey(profile));
        byte[] packet = rtp(1, 0, payloadBytes + Packets.ROOM);
        int length = 12 + payloadBytes;
        return sequence -> {
            BigEndian.putShort(packet, 2, sequence);
            int sealed = sending.protectRtp(packet, 0, length);
            if (receiving.unprotectRtp(packet, 0, sealed) != length) {
                throw new AssertionError("packet " + sequence);
            }
        };
    }

    private static Exchange rtcpExchange(SrtpProfile profile) {
        SrtpContext sending = SrtpContext.sending(profile, masterKey(profile));
        SrtpContext receiving = SrtpContext.receiving(profile, masterKey(profile));
        byte[] packet = rtcp(1, 60 + Packets.ROOM);
        return sequence -> {
            int sealed = sending.protectRtcp(packet, 0, 68);
            if (receiving.unprotectRtcp(packet, 0, sealed) != 68) {
                throw new AssertionError("packet " + sequence);
            }
        };
    }

    @ParameterizedTest
    @EnumSource(names = {"AES128_CM_HMAC_SHA1_80", "AES256_CM_HMAC_SHA1_80"})
    void counterModeAllocatesNothing(SrtpProfile profile) {
        assertThat(bytesPerPacket(rtpExchange(profile, 160))).isLessThan(0.5);
        assertThat(bytesPerPacket(rtpExchange(profile, 1_200))).isLessThan(0.5);
        assertThat(bytesPerPacket(rtcpExchange(profile))).isLessThan(0.5);
    }

    @ParameterizedTest
    @EnumSource(names = {"AEAD_AES_128_GCM", "AEAD_AES_256_GCM"})
    void galoisModeAllocatesWhatTheJdkDoes(SrtpProfile profile) {
        // An exchange is two packets.
        assertThat(bytesPerPacket(rtpExchange(profile, 160)) / 2)
                .isLessThan(JDK_BYTES_PER_GCM_PACKET);
        assertThat(bytesPerPacket(rtpExchange(profile, 1_200)) / 2)
                .isLessThan(JDK_BYTES_PER_GCM_PACKET);
        assertThat(bytesPerPacket(rtcpExchange(profile)) / 2).isLessThan(JDK_BYTES_PER_GCM_PACKET);
    }

    @Test
    void refusedReplaysAllocateNothing() {
        SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;
        SrtpContext receiving = SrtpContext.receiving(profile, masterKey(profile));
        byte[] sealed =
                Packets.through(
                        SrtpContext.sending(profile, masterKey(profile))::protectRtp,
                        rtp(1, 7, 160));
        Packets.through(receiving::unprotectRtp, sealed);
        assertThat(bytesPerPacket(i -> receiving.unprotectRtp(sealed, 0, sealed.length)))
                .isLessThan(0.5);
    }
}
