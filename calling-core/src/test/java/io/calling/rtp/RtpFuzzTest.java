package io.calling.rtp;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * What a peer can send. As an ordinary test this plays the kept inputs; with the environment
 * variable JAZZER_FUZZ=1 it looks for new ones.
 */
class RtpFuzzTest {
    @FuzzTest(maxDuration = "10m")
    void anyBytesAsRtp(byte[] bytes) {
        RtpPacket packet = new RtpPacket();
        if (packet.wrap(bytes, 0, bytes.length)) {
            RtpInvariants.check(packet, new HeaderExtensions(), bytes.length);
        }
    }

    @FuzzTest(maxDuration = "10m")
    void anyBytesAsRtcp(byte[] bytes) {
        new RtcpReader(new RtcpLog()).read(bytes, 0, bytes.length);
    }

    /** Seven bytes make a packet: sequence number, timestamp, and how much time passes before. */
    @FuzzTest(maxDuration = "10m")
    void anyOrderOfPacketsInTheJitterBuffer(byte[] bytes) {
        JitterBufferHarness buffer = new JitterBufferHarness();
        for (int at = 0; at + 7 <= bytes.length; at += 7) {
            buffer.receiveNow(Bytes.uint16(bytes, at), Bytes.int32(bytes, at + 2));
            for (int steps = bytes[at + 6] & 3; steps > 0; steps--) {
                buffer.step();
            }
        }
    }
}
