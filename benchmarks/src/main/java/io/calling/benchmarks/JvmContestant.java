package io.calling.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** A contestant in this JVM. */
final class JvmContestant implements Contestant {
    private static final int HEADER = 12;
    private static final int ROOM = 64;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final SrtpCodec codec;
    private final int length;
    private final byte[][] packets;
    private final int[] lengths = new int[PACKETS];
    private int sequence;

    JvmContestant(SrtpCodec codec, int payloadBytes) {
        this.codec = codec;
        length = HEADER + payloadBytes;
        packets = new byte[PACKETS][length + ROOM];
    }

    @Override
    public Slice slice() {
        long protecting = 0;
        long unprotecting = 0;
        long count = 0;
        while (protecting + unprotecting < 2 * SLICE_NANOS) {
            nextPackets();
            long begin = threads.getCurrentThreadCpuTime();
            protect();
            long between = threads.getCurrentThreadCpuTime();
            unprotect();
            unprotecting += threads.getCurrentThreadCpuTime() - between;
            protecting += between - begin;
            count += PACKETS;
        }
        return new Slice((double) protecting / count, (double) unprotecting / count);
    }

    private void nextPackets() {
        for (byte[] packet : packets) {
            packet[0] = (byte) 0x80;
            packet[1] = 111;
            packet[2] = (byte) (sequence >> 8);
            packet[3] = (byte) sequence;
            packet[11] = 1;
            sequence++;
        }
    }

    private void protect() {
        for (int i = 0; i < PACKETS; i++) {
            lengths[i] = codec.protect(packets[i], length);
        }
    }

    private void unprotect() {
        for (int i = 0; i < PACKETS; i++) {
            if (codec.unprotect(packets[i], lengths[i]) != length) {
                throw new IllegalStateException("a packet was refused");
            }
        }
    }

    @Override
    public void close() {}
}
