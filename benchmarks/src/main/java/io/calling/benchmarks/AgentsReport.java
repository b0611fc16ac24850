package io.calling.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What relayed agents cost.
 *
 * @param agents how many there were
 * @param before what the process had without them
 * @param with what it had with them
 * @param idleCores the share of one core while nothing was said
 * @param connectMillis from the start of a call until both of its agents had a pair, sorted
 */
record AgentsReport(
        int agents, Footprint before, Footprint with, Samples idleCores, double[] connectMillis) {
    private static final String TABLE =
            """
            %d agents in one JVM, %d processors, %s %s

            | | measured | goal |
            |---|---|---|
            | threads an agent (%d in all) | %.3f | 1.2 |
            | heap an agent, KB | %.1f | 60 |
            | idle CPU, %% of a core: median (quartiles) | %.1f (%.1f to %.1f) | 15 |
            | file descriptors an agent | %.2f | |
            | start to connected, ms: median, 95th of 100 | %.0f, %.0f | |
            """;

    private static final String JSON =
            """
            {
              "agents": %d,
              "threadsPerAgent": %.3f,
              "heapKilobytesPerAgent": %.1f,
              "idleCores": {"lower": %.4f, "median": %.4f, "upper": %.4f},
              "descriptorsPerAgent": %.2f,
              "connectMillis": {"median": %.1f, "p95": %.1f}
            }
            """;

    private double threads() {
        return (double) (with.threads() - before.threads()) / agents;
    }

    private double kilobytes() {
        return (with.heapBytes() - before.heapBytes()) / 1024.0 / agents;
    }

    private double descriptors() {
        return (double) (with.descriptors() - before.descriptors()) / agents;
    }

    private double connect(int percent) {
        return connectMillis[(connectMillis.length - 1) * percent / 100];
    }

    String table() {
        return String.format(
                Locale.ROOT,
                TABLE,
                agents,
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.version"),
                with.threads(),
                threads(),
                kilobytes(),
                100 * idleCores.median(),
                100 * idleCores.lowerQuartile(),
                100 * idleCores.upperQuartile(),
                descriptors(),
                connect(50),
                connect(95));
    }

    private String json() {
        return String.format(
                Locale.ROOT,
                JSON,
                agents,
                threads(),
                kilobytes(),
                idleCores.lowerQuartile(),
                idleCores.median(),
                idleCores.upperQuartile(),
                descriptors(),
                connect(50),
                connect(95));
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("relayed-agents.md"), table());
        Files.writeString(folder.resolve("relayed-agents.json"), json());
    }
}
