package io.calling.benchmarks.echo;

import io.calling.srtp.SrtpProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What came out of it.
 *
 * @param calls how many there were
 * @param alive how many went on to the end
 * @param seconds that were measured
 * @param counts of frames
 * @param packets sent and received, by both sides
 * @param bytesPerPacket allocated, by thread
 * @param cipherBytes that SRTP alone allocates for one packet
 * @param profile of SRTP
 * @param pauses of the collector
 * @param longestYoung pause before that, while it still copied what the calls keep
 * @param cores that the process kept busy
 */
record EchoReport(
        int calls,
        long alive,
        int seconds,
        Counts counts,
        long packets,
        Map<String, Double> bytesPerPacket,
        double cipherBytes,
        SrtpProfile profile,
        Pauses pauses,
        long longestYoung,
        double cores) {
    private static final String TABLE =
            """
            %d calls, each with an echo, in one JVM, %d s; %d processors, %s %s

            | | measured | goal |
            |---|---|---|
            | calls that went on to the end | %d | %d |
            | frames played later than due, ms: median, 95th, 99th of 100 | %.1f, %.1f, %.1f | 20 at the 99th |
            | steps made up, of all | %.3f %% | |
            | from microphone to echo, ms: median, 99th of 100 | %.1f, %.1f | |
            | bytes allocated a packet: %s | %.1f | %.1f in the cipher (%s) |
            | pauses of the collector: number, longest | %d, %d ms | below 5 ms |
            | longest pause before, until what calls keep was old | %d ms | |
            | processors kept busy | %.2f | |
            """;

    private static final String JSON =
            """
            {
              "calls": %d,
              "alive": %d,
              "seconds": %d,
              "lateMillis": {"median": %.1f, "p95": %.1f, "p99": %.1f, "p999": %.1f},
              "madeUp": %.6f,
              "echoMillis": {"median": %.1f, "p99": %.1f},
              "bytesPerPacket": {%s},
              "cipherBytesPerPacket": %.1f,
              "pauses": %d,
              "longestPauseMillis": %d,
              "longestYoungPauseMillis": %d,
              "cores": %.3f
            }
            """;

    private double madeUp() {
        long concealed = counts.concealed.get();
        return (double) concealed / Math.max(1, concealed + counts.played.get());
    }

    String table() {
        return String.format(
                Locale.ROOT,
                TABLE,
                calls,
                seconds,
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.version"),
                alive,
                calls,
                counts.lateness.millis(0.5),
                counts.lateness.millis(0.95),
                counts.lateness.millis(0.99),
                100 * madeUp(),
                counts.roundTrip.millis(0.5),
                counts.roundTrip.millis(0.99),
                threads(": ", ", ", "").replace("calling-", ""),
                bytesPerPacket.values().stream().mapToDouble(Double::doubleValue).sum(),
                cipherBytes,
                profile,
                pauses.count(),
                pauses.longest(),
                longestYoung,
                cores);
    }

    private String threads(String colon, String comma, String quote) {
        return bytesPerPacket.entrySet().stream()
                .map(
                        e ->
                                quote
                                        + e.getKey()
                                        + quote
                                        + colon
                                        + String.format(Locale.ROOT, "%.1f", e.getValue()))
                .collect(Collectors.joining(comma));
    }

    private String json() {
        return String.format(
                Locale.ROOT,
                JSON,
                calls,
                alive,
                seconds,
                counts.lateness.millis(0.5),
                counts.lateness.millis(0.95),
                counts.lateness.millis(0.99),
                counts.lateness.millis(0.999),
                madeUp(),
                counts.roundTrip.millis(0.5),
                counts.roundTrip.millis(0.99),
                threads(": ", ", ", "\""),
                cipherBytes,
                pauses.count(),
                pauses.longest(),
                longestYoung,
                cores);
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("echoed-calls.md"), table());
        Files.writeString(folder.resolve("echoed-calls.json"), json());
    }
}
