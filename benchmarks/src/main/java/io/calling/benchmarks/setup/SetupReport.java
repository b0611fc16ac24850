package io.calling.benchmarks.setup;

import io.calling.benchmarks.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The results as a table for people, as JSON with every call, and as a plot. */
final class SetupReport {
    private final Map<Cell, String> precision;
    private final List<Outcome> outcomes;

    SetupReport(Map<Cell, String> precision, List<Outcome> outcomes) {
        this.precision = precision;
        this.outcomes = outcomes;
    }

    void write(Path folder) throws IOException {
        String table = table();
        System.out.println(table);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("call-setup.md"), table);
        Files.writeString(folder.resolve("call-setup.json"), json());
        Files.writeString(folder.resolve("call-setup.svg"), new SetupPlot(outcomes).svg());
    }

    private String table() {
        StringBuilder text =
                new StringBuilder(
                        """
                        Milliseconds from the callee's accept to the first decoded sound, p50 / p95; both parties relayed.

                        | one-way delay / loss | calls | first sound at | Calling | Chromium | ratio of the p95 |
                        |---|---|---|---|---|---|
                        """);
        for (Cell cell : precision.keySet()) {
            row(text, cell, "the callee", Outcome::calleeAudio);
            row(text, cell, "the caller", Outcome::callerAudio);
            row(text, cell, "both", Outcome::both);
        }
        text.append("\nThe link by itself:\n\n");
        precision.forEach(
                (cell, line) ->
                        text.append("- ").append(cell).append(": ").append(line).append('\n'));
        return text.toString();
    }

    private void row(StringBuilder text, Cell cell, String who, ToDoubleFunction<Outcome> what) {
        Samples ours = samples(cell, Contestant.CALLING, what);
        Samples theirs = samples(cell, Contestant.CHROMIUM, what);
        text.append(
                String.format(
                        Locale.ROOT,
                        "| %s | %d | %s | %.0f / %.0f | %.0f / %.0f | %.2f |%n",
                        cell,
                        of(cell, Contestant.CALLING).size(),
                        who,
                        ours.median(),
                        ours.quantile(0.95),
                        theirs.median(),
                        theirs.quantile(0.95),
                        ours.quantile(0.95) / theirs.quantile(0.95)));
    }

    private List<Outcome> of(Cell cell, Contestant contestant) {
        return outcomes.stream()
                .filter(o -> o.cell().equals(cell) && o.contestant() == contestant)
                .toList();
    }

    private Samples samples(Cell cell, Contestant contestant, ToDoubleFunction<Outcome> what) {
        return new Samples(of(cell, contestant).stream().mapToDouble(what).toArray());
    }

    private String json() {
        return outcomes.stream()
                .map(SetupReport::json)
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private static String json(Outcome outcome) {
        return String.format(
                Locale.ROOT,
                "  {\"delay\": %d, \"loss\": %d, \"contestant\": \"%s\", \"callee\": %s, \"caller\":"
                        + " %s}",
                outcome.cell().delayMillis(),
                outcome.cell().lossPercent(),
                outcome.contestant().text(),
                json(outcome.callee()),
                json(outcome.caller()));
    }

    private static String json(Map<String, Double> events) {
        return events.entrySet().stream()
                .map(e -> '"' + e.getKey() + "\": " + Math.round(e.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** Both parties' figures of all calls of a cell, from the quickest on. */
    static double[] sorted(List<Outcome> outcomes, Cell cell, Contestant contestant) {
        double[] both =
                outcomes.stream()
                        .filter(o -> o.cell().equals(cell) && o.contestant() == contestant)
                        .mapToDouble(Outcome::both)
                        .toArray();
        Arrays.sort(both);
        return both;
    }
}
