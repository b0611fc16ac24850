package io.calling.srtp;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Everything that is reachable in this JVM, as bytes to search for secrets. */
final class HeapDump {
    private final byte[] bytes;

    private HeapDump(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Collects garbage first, then dumps what is left. */
    static HeapDump ofReachable(Path folder) throws IOException {
        Path file = folder.resolve("heap.hprof");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpHeap(file.toString(), true);
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return new HeapDump(bytes);
    }

    boolean contains(byte[] secret) {
        for (int at = 0; at <= bytes.length - secret.length; at++) {
            if (bytes[at] == secret[0]
                    && Arrays.equals(bytes, at, at + secret.length, secret, 0, secret.length)) {
                return true;
            }
        }
        return false;
    }
}
