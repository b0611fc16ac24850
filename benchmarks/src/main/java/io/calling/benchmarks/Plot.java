package io.calling.benchmarks;

import java.util.List;
import java.util.Locale;

/** Bars of nanoseconds per packet, ours darker, with a line over the quartiles. */
final class Plot {
    private static final int LABELS = 460;
    private static final int BARS = 520;
    private static final int ROW = 16;
    private static final double MOST_NANOS = 4_000;

    private final List<Result> results;

    Plot(List<Result> results) {
        this.results = results;
    }

    String svg() {
        StringBuilder svg = new StringBuilder(1 << 14);
        int height = ROW * (results.size() + 2);
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                                + " font-family=\"sans-serif\" font-size=\"11\">%n"
                                + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                        LABELS + BARS + 60,
                        height));
        for (int row = 0; row < results.size(); row++) {
            bar(svg, results.get(row), ROW * (row + 1));
        }
        return svg.append("</svg>\n").toString();
    }

    private static void bar(StringBuilder svg, Result result, int y) {
        boolean ours = result.contestant().equals(Result.OURS);
        String label =
                String.format(
                        Locale.ROOT,
                        "%s, %s %d B: %s",
                        result.profile(),
                        result.direction().name().toLowerCase(Locale.ROOT),
                        result.payloadBytes(),
                        result.contestant());
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n"
                                + "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"10\""
                                + " fill=\"%s\"/>%n"
                                + "<path d=\"M%d %d H%d\" stroke=\"black\"/>%n"
                                + "<text x=\"%d\" y=\"%d\">%.0f</text>%n",
                        LABELS - 6,
                        y + 9,
                        label,
                        LABELS,
                        y,
                        width(result.nanos().median()),
                        ours ? "#1f5fa8" : "#b9c6d4",
                        LABELS + width(result.nanos().lowerQuartile()),
                        y + 5,
                        LABELS + width(result.nanos().upperQuartile()),
                        LABELS + width(result.nanos().upperQuartile()) + 6,
                        y + 9,
                        result.nanos().median()));
    }

    private static int width(double nanos) {
        return (int) Math.round(Math.min(nanos, MOST_NANOS) / MOST_NANOS * BARS);
    }
}
