package io.calling.benchmarks.dtls;

import io.calling.benchmarks.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * CPU time of a warm handshake and of a certificate, beside OpenSSL: the contestants take turns in
 * slices of some 300 ms, and what counts are the ratios.
 *
 * <p>Arguments: {@code [rounds]}.
 */
public final class HandshakeCost {
    private static final int WARM_UP_ROUNDS = 40;
    private static final int DEFAULT_ROUNDS = 31;
    private static final String GROUPS = "X25519:P-256";
    private static final Path RESULTS = Path.of("results");

    /** What a row of the table says. */
    private record Row(String what, Samples calling, Samples openSsl, Samples ratio) {
        static Row of(
                String what,
                List<Contestant.Slice> ours,
                List<Contestant.Slice> theirs,
                ToDoubleFunction<Contestant.Slice> figure) {
            double[] our = ours.stream().mapToDouble(figure).toArray();
            double[] their = theirs.stream().mapToDouble(figure).toArray();
            return new Row(what, new Samples(our), new Samples(their), Samples.ratios(our, their));
        }

        String markdown() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %.2f (%.2f to %.2f) |%n",
                    what,
                    millis(calling),
                    millis(openSsl),
                    ratio.median(),
                    ratio.lowerQuartile(),
                    ratio.upperQuartile());
        }

        private static String millis(Samples micros) {
            return String.format(
                    Locale.ROOT,
                    "%.2f (%.2f to %.2f)",
                    micros.median() / 1000,
                    micros.lowerQuartile() / 1000,
                    micros.upperQuartile() / 1000);
        }

        String json() {
            return String.format(
                    Locale.ROOT,
                    "    {\"what\": \"%s\", \"callingMicros\": %s, \"openSslMicros\": %s,"
                            + " \"ratio\": %s}",
                    what,
                    quartiles(calling),
                    quartiles(openSsl),
                    quartiles(ratio));
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

    private HandshakeCost() {}

    /** Measures, prints a table, and writes {@code results/handshake.*}. */
    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_ROUNDS;
        OpenSslHandshakes.compile();
        try (var calling = new CallingHandshakes();
                var own = OpenSslHandshakes.start(GROUPS, false);
                var shared = OpenSslHandshakes.start(GROUPS, true)) {
            List<Contestant> all = List.of(calling, own, shared);
            for (int i = 0; i < WARM_UP_ROUNDS; i++) {
                all.forEach(Contestant::slice);
            }
            List<List<Contestant.Slice>> slices =
                    List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (int i = 0; i < rounds; i++) {
                for (int each = 0; each < all.size(); each++) {
                    slices.get(each).add(all.get(each).slice());
                }
            }
            report(
                    rounds,
                    calling.datagramsPerHandshake(),
                    rows(slices.get(0), slices.get(1), slices.get(2)));
        }
    }

    private static List<Row> rows(
            List<Contestant.Slice> ours,
            List<Contestant.Slice> own,
            List<Contestant.Slice> shared) {
        return List.of(
                Row.of(
                        "handshake, x25519; OpenSSL: contexts of its own",
                        ours,
                        own,
                        Contestant.Slice::handshakeMicros),
                Row.of(
                        "handshake, x25519; OpenSSL: contexts that all share",
                        ours,
                        shared,
                        Contestant.Slice::handshakeMicros),
                Row.of(
                        "key, certificate and fingerprint, P-256",
                        ours,
                        own,
                        Contestant.Slice::certificateMicros));
    }

    private static void report(int rounds, int datagrams, List<Row> rows) throws IOException {
        StringBuilder table = new StringBuilder();
        table.append(
                String.format(
                        Locale.ROOT,
                        "%d rounds, %s %s, %s, %d processors; %d datagrams a handshake%n%n"
                                + "| CPU time | Calling, ms (quartiles) | OpenSSL, ms (quartiles)"
                                + " | Calling ÷ OpenSSL (quartiles) |%n|---|---|---|---|%n",
                        rounds,
                        System.getProperty("java.vm.name"),
                        System.getProperty("java.vm.version"),
                        System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors(),
                        datagrams));
        rows.forEach(row -> table.append(row.markdown()));
        System.out.println(table);
        Files.createDirectories(RESULTS);
        Files.writeString(RESULTS.resolve("handshake.md"), table);
        Files.writeString(RESULTS.resolve("handshake.json"), json(datagrams, rows));
        Files.writeString(RESULTS.resolve("handshake.svg"), plot(rows));
    }

    private static String plot(List<Row> rows) {
        CostPlot plot = new CostPlot();
        for (Row row : rows) {
            plot.bar("Calling: " + row.what, row.calling, true);
            plot.bar("OpenSSL: " + row.what, row.openSsl, false);
        }
        return plot.svg();
    }

    private static String json(int datagrams, List<Row> rows) {
        return String.format(
                Locale.ROOT,
                "{%n  \"datagramsPerHandshake\": %d,%n  \"rows\": [%n%s%n  ]%n}%n",
                datagrams,
                String.join(",\n", rows.stream().map(Row::json).toList()));
    }
}
