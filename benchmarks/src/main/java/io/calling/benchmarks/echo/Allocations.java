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
     * What SRTP alone allocates for one packet of this size: all of it inside the JDK's ciphers.
     */
    static double perProtectedPacket(SrtpProfile profile) {
        byte[] packet = new byte[PACKET_BYTES + ROOM];
        try (SrtpContext context = SrtpContext.sending(profile, key(profile))) {
            protect(context, packet, 0);
            long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            protect(context, packet, PACKETS);
            long after = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            return (double) (after - before) / PACKETS;
        }
    }

    private static SrtpMasterKey key(SrtpProfile profile) {
        return SrtpMasterKey.of(new byte[profile.keyBytes()], new byte[profile.saltBytes()]);
    }

    private static void protect(SrtpContext context, byte[] packet, int first) {
        for (int i = first; i < first + PACKETS; i++) {
            packet[0] = (byte) 0x80;
            packet[1] = 111;
            packet[2] = (byte) (i >> 8);
            packet[3] = (byte) i;
            context.protectRtp(packet, 0, PACKET_BYTES);
        }
    }
}
