package io.calling.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The results as a table for people, as JSON and as a plot. */
final class Report {
    private final List<Result> results;
    private final int rounds;

    Report(List<Result> results, int rounds) {
        this.results = results;
        this.rounds = rounds;
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("srtp.md"), table());
        Files.writeString(folder.resolve("srtp.json"), json());
        Files.writeString(folder.resolve("srtp.svg"), new Plot(results).svg());
    }

    String table() {
        return heading()
                + """
                | profile | direction | payload | contestant | ns per packet (quartiles) \
                | Calling ÷ it (quartiles) |
                |---|---|---|---|---|---|
                """
                + results.stream().map(Report::row).collect(Collectors.joining());
    }

    private String heading() {
        return String.format(
                Locale.ROOT,
                "%d rounds of 20 ms slices of thread CPU time, %s %s, %s, %d processors%n%n",
                rounds,
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.version"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors());
    }

    private static String row(Result result) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %s | %.0f (%.0f to %.0f) | %.2f (%.2f to %.2f) |%n",
                result.profile(),
                result.direction().name().toLowerCase(Locale.ROOT),
                result.payloadBytes(),
                result.contestant(),
                result.nanos().median(),
                result.nanos().lowerQuartile(),
                result.nanos().upperQuartile(),
                result.ratio().median(),
                result.ratio().lowerQuartile(),
                result.ratio().upperQuartile());
    }

    private String json() {
        return results.stream()
                .map(Report::entry)
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private static String entry(Result result) {
        return String.format(
                Locale.ROOT,
                "  {\"profile\": \"%s\", \"direction\": \"%s\", \"payloadBytes\": %d,"
                        + " \"contestant\": \"%s\", \"nanos\": %s, \"ratio\": %s}",
                result.profile(),
                result.direction().name().toLowerCase(Locale.ROOT),
                result.payloadBytes(),
                result.contestant(),
                quartiles(result.nanos()),
                quartiles(result.ratio()));
    }

    private static String quartiles(Samples samples) {
        return String.format(
                Locale.ROOT,
                "{\"lower\": %.3f, \"median\": %.3f, \"upper\": %.3f}",
                samples.lowerQuartile(),
                samples.median(),
                samples.upperQuartile());
    }
}
