package io.calling.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What the process has at one moment.
 *
 * @param threads alive
 * @param heapBytes reachable
 * @param descriptors open files and sockets
 * @param cpuNanos since the start of the process
 * @param atNanos when that was
 */
record Footprint(int threads, long heapBytes, long descriptors, long cpuNanos, long atNanos) {
    private static final int COLLECTIONS = 4;

    /** After the garbage is collected. */
    static Footprint now() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return withoutCollecting();
    }

    static Footprint withoutCollecting() {
        OperatingSystemMXBean system =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Footprint(
                ManagementFactory.getThreadMXBean().getThreadCount(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                system instanceof UnixOperatingSystemMXBean unix
                        ? unix.getOpenFileDescriptorCount()
                        : 0,
                system.getProcessCpuTime(),
                System.nanoTime());
    }

    /** The share of one core that was used between an earlier moment and this one. */
    double coresSince(Footprint before) {
        return (double) (cpuNanos - before.cpuNanos) / (atNanos - before.atNanos);
    }
}
