package io.calling.rtp;

import static org.assertj.core.api.Assertions.assertThat;

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

    /** Every packet that the feedback covers is told once, in order, or nothing is told. */
    @FuzzTest(maxDuration = "10m")
    void anyBytesAsTransportFeedback(byte[] bytes) {
        FeedbackLog log = new FeedbackLog();
        boolean read = new TransportFeedback(log).read(bytes, 0, bytes.length);
        assertThat(log.told()).isEqualTo(read ? Bytes.uint16(bytes, 2) : 0);
    }

    /** As a peer's RTCP brings it: whatever stands around it. */
    @FuzzTest(maxDuration = "10m")
    void anyBytesAsFeedbackInRtcp(byte[] bytes) {
        FeedbackLog log = new FeedbackLog();
        TransportFeedback feedback = new TransportFeedback(log);
        RtcpHandler handler =
                new RtcpHandler() {
                    @Override
                    public void onTransportFeedback(
                            int sender, int source, byte[] buffer, int offset, int length) {
                        assertThat(offset + length).isLessThanOrEqualTo(bytes.length);
                        log.begin();
                        feedback.read(buffer, offset, length);
                    }

                    @Override
                    public void onReceiverEstimate(int sender, long bitsPerSecond) {
                        assertThat(bitsPerSecond).isNotNegative();
                    }
                };
        new RtcpReader(handler).read(bytes, 0, bytes.length);
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
