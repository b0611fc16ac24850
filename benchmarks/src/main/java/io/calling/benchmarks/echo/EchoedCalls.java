package io.calling.benchmarks.echo;

import com.sun.management.OperatingSystemMXBean;
import io.calling.benchmarks.LoopbackCoturn;
import io.calling.ice.net.NioNetwork;
import io.calling.srtp.SrtpProfile;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Calls between two agents in one JVM, in each of which one side echoes what the other says: how
 * late frames are played at both ends, what a packet allocates, how long the collector pauses.
 *
 * <p>Arguments: {@code [calls] [seconds]}.
 */
public final class EchoedCalls {
    private static final long SETTLE_SECONDS = 20;

    /** The times that a collector copies what calls keep, before it counts as old. */
    private static final int YOUNG_COLLECTIONS = 15;

    private static final Duration LONGEST_YOUNG = Duration.ofMinutes(3);

    private EchoedCalls() {}

    /** Measures, prints, and writes {@code results/echoed-calls.*}. */
    public static void main(String[] args) throws Exception {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 500;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 60;
        Pauses pauses = new Pauses();
        Counts counts = new Counts();
        OperatingSystemMXBean system =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try (LoopbackCoturn coturn = LoopbackCoturn.start();
                NioNetwork speakers = NioNetwork.open();
                NioNetwork echoes = NioNetwork.open();
                Crowd crowd = new Crowd(counts, speakers, echoes, coturn.server())) {
            crowd.call(count);
            pauses.clear();
            TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
            pauses.await(YOUNG_COLLECTIONS + 1, LONGEST_YOUNG);
            long longestYoung = pauses.longest();
            counts.clear();
            pauses.clear();
            Map<String, Long> allocated = Allocations.now();
            long packets = crowd.packets();
            long cpu = system.getProcessCpuTime();
            long began = System.nanoTime();
            TimeUnit.SECONDS.sleep(seconds);
            double cores =
                    (double) (system.getProcessCpuTime() - cpu) / (System.nanoTime() - began);
            // The other agents receive what these send, and send what these receive.
            long both = 2 * (crowd.packets() - packets);
            SrtpProfile profile = crowd.profile();
            EchoReport report =
                    new EchoReport(
                            count,
                            crowd.alive(),
                            seconds,
                            counts,
                            both,
                            perPacket(allocated, both),
                            Allocations.perPacket(profile),
                            profile,
                            pauses,
                            longestYoung,
                            cores);
            System.out.println(report.table());
            report.write(Path.of("results"));
        }
    }

    private static Map<String, Double> perPacket(Map<String, Long> before, long packets) {
        Map<String, Double> each = new LinkedHashMap<>();
        Allocations.now()
                .forEach(
                        (thread, bytes) ->
                                each.put(
                                        thread,
                                        (double) (bytes - before.getOrDefault(thread, 0L))
                                                / packets));
        return each;
    }
}
