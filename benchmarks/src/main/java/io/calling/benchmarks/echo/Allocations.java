package io.calling.benchmarks.echo;

import com.sun.management.ThreadMXBean;
import io.calling.srtp.SrtpContext;
import io.calling.srtp.SrtpMasterKey;
import io.calling.srtp.SrtpProfile;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Map;
import java.util.TreeMap;

/** Bytes that threads have allocated, by what their names begin with. */
final class Allocations {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int PACKETS = 20_000;
    private static final int PACKET_BYTES = 92;
    private static final int ROOM = 64;

    private Allocations() {}

    /** Of the threads that live now. */
    static Map<String, Long> now() {
        Map<String, Long> bytes = new TreeMap<>();
        for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith("calling-")) {
                long allocated = THREADS.getThreadAllocatedBytes(thread.getThreadId());
                bytes.merge(thread.getThreadName(), allocated, Long::sum);
            }
        }
        return bytes;
    }

    /**
     * What SRTP alone allocates for a packet of this size, the mean of one that is protected and
     * one that is unprotected: all of it inside the JDK's ciphers.
     */
    static double perPacket(SrtpProfile profile) {
        byte[] packet = new byte[PACKET_BYTES + ROOM];
        try (SrtpContext sending = SrtpContext.sending(profile, key(profile));
                SrtpContext receiving = SrtpContext.receiving(profile, key(profile))) {
            thereAndBack(sending, receiving, packet, 0);
            long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            thereAndBack(sending, receiving, packet, PACKETS);
            long after = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            return (double) (after - before) / (2 * PACKETS);
        }
    }

    private static SrtpMasterKey key(SrtpProfile profile) {
        return SrtpMasterKey.of(new byte[profile.keyBytes()], new byte[profile.saltBytes()]);
    }

    private static void thereAndBack(
            SrtpContext sending, SrtpContext receiving, byte[] packet, int first) {
        for (int i = first; i < first + PACKETS; i++) {
            packet[0] = (byte) 0x80;
            packet[1] = 111;
            packet[2] = (byte) (i >> 8);
            packet[3] = (byte) i;
            int length = sending.protectRtp(packet, 0, PACKET_BYTES);
            if (receiving.unprotectRtp(packet, 0, length) != PACKET_BYTES) {
                throw new IllegalStateException("a packet of our own was refused");
            }
        }
    }
}
