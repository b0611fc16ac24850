package io.calling.benchmarks.dtls;

import io.calling.benchmarks.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The results as a table for people, as JSON and as a plot of how many were done when. */
final class LossReport {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 320;
    private static final int MARGIN = 50;
    private static final double MOST_SECONDS = 16;
    private static final List<String> COLOURS = List.of("#1f5fa8", "#2e9a6b", "#7a4fb0", "#c2571a");

    private final Map<LossyHandshakes.Kind, List<Double>> millis;

    LossReport(Map<LossyHandshakes.Kind, List<Double>> millis) {
        this.millis = millis;
    }

    void write(Path folder) throws IOException {
        System.out.println(table());
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("handshake-loss.md"), table());
        Files.writeString(folder.resolve("handshake-loss.json"), json());
        Files.writeString(folder.resolve("handshake-loss.svg"), plot());
    }

    private String table() {
        return """
               Loss 20 %, duplication 10 %, delay of up to 20 ms for 30 %, MTU 600; milliseconds from the first datagram until
               both sides have their keys.

               | handshakes | completed | p50 | p95 | longest |
               |---|---|---|---|---|
               """
                + millis.entrySet().stream()
                        .map(entry -> row(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining());
    }

    private static String row(LossyHandshakes.Kind kind, List<Double> millis) {
        Samples samples = samples(millis);
        return String.format(
                Locale.ROOT,
                "| %s | %d of %d | %.0f | %.0f | %.0f |%n",
                kind.text(),
                completed(millis),
                millis.size(),
                samples.median(),
                samples.quantile(0.95),
                samples.quantile(1));
    }

    private static long completed(List<Double> millis) {
        return millis.stream().filter(each -> each < LossyHandshakes.MOST_MILLIS).count();
    }

    private static Samples samples(List<Double> millis) {
        return new Samples(millis.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private String json() {
        return millis.entrySet().stream()
                .map(entry -> entry(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private static String entry(LossyHandshakes.Kind kind, List<Double> millis) {
        Samples samples = samples(millis);
        return String.format(
                Locale.ROOT,
                "  {\"handshakes\": \"%s\", \"completed\": %d, \"of\": %d, \"p50\": %.1f,"
                        + " \"p95\": %.1f, \"longest\": %.1f,%n   \"millis\": %s}",
                kind.text(),
                completed(millis),
                millis.size(),
                samples.median(),
                samples.quantile(0.95),
                samples.quantile(1),
                millis.stream().sorted().map(Math::round).toList());
    }

    private String plot() {
        StringBuilder svg = new StringBuilder(1 << 14);
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                                + " font-family=\"sans-serif\" font-size=\"11\">%n"
                                + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                        WIDTH + 2 * MARGIN,
                        HEIGHT + 2 * MARGIN));
        axes(svg);
        int number = 0;
        for (Map.Entry<LossyHandshakes.Kind, List<Double>> entry : millis.entrySet()) {
            line(svg, entry.getKey(), entry.getValue(), number++);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void axes(StringBuilder svg) {
        for (int seconds = 0; seconds <= MOST_SECONDS; seconds += 2) {
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<text x=\"%.0f\" y=\"%d\" text-anchor=\"middle\">%d s</text>%n",
                            x(seconds * 1000),
                            MARGIN + HEIGHT + 16,
                            seconds));
        }
        for (int percent = 0; percent <= 100; percent += 25) {
            double y = y(percent / 100.0);
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<path d=\"M%d %.1f h%d\" stroke=\"#dddddd\"/>%n"
                                    + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d %%</text>%n",
                            MARGIN,
                            y,
                            WIDTH,
                            MARGIN - 6,
                            y + 4,
                            percent));
        }
    }

    private static void line(
            StringBuilder svg, LossyHandshakes.Kind kind, List<Double> millis, int number) {
        String colour = COLOURS.get(number);
        List<Double> sorted = millis.stream().sorted().toList();
        StringBuilder path = new StringBuilder();
        path.append(String.format(Locale.ROOT, "M%.1f %.1f", x(0), y(0)));
        for (int i = 0; i < sorted.size(); i++) {
            path.append(
                    String.format(
                            Locale.ROOT,
                            " H%.1f V%.1f",
                            x(sorted.get(i)),
                            y((i + 1.0) / sorted.size())));
        }
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>%n"
                                + "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n",
                        path,
                        colour,
                        MARGIN + WIDTH - 240,
                        MARGIN + HEIGHT - 70 + 15 * number,
                        colour,
                        kind.text()));
    }

    private static double x(double millis) {
        return MARGIN + Math.min(millis / 1000, MOST_SECONDS) / MOST_SECONDS * WIDTH;
    }

    private static double y(double share) {
        return MARGIN + HEIGHT * (1 - share);
    }
}
