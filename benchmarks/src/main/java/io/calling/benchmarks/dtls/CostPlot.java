package io.calling.benchmarks.dtls;

import io.calling.benchmarks.Samples;
import java.util.Locale;

/** Bars of milliseconds, ours darker, with a line over the quartiles. */
final class CostPlot {
    private static final int LABELS = 400;
    private static final int BARS = 420;
    private static final int ROW = 20;
    private static final double MOST_MICROS = 2_500;

    private final StringBuilder bars = new StringBuilder();
    private int rows;

    /** Adds a bar below the ones before it. */
    CostPlot bar(String label, Samples micros, boolean ours) {
        int y = ROW * ++rows;
        bars.append(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n"
                                + "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"12\""
                                + " fill=\"%s\"/>%n"
                                + "<path d=\"M%d %d H%d\" stroke=\"black\"/>%n"
                                + "<text x=\"%d\" y=\"%d\">%.2f ms</text>%n",
                        LABELS - 6,
                        y + 10,
                        label,
                        LABELS,
                        y,
                        width(micros.median()),
                        ours ? "#1f5fa8" : "#b9c6d4",
                        LABELS + width(micros.lowerQuartile()),
                        y + 6,
                        LABELS + width(micros.upperQuartile()),
                        LABELS + width(micros.upperQuartile()) + 6,
                        y + 10,
                        micros.median() / 1000));
        return this;
    }

    private static int width(double micros) {
        return (int) Math.round(Math.min(micros, MOST_MICROS) / MOST_MICROS * BARS);
    }

    String svg() {
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                        + " font-family=\"sans-serif\" font-size=\"11\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n%s</svg>%n",
                LABELS + BARS + 80,
                ROW * (rows + 2),
                bars);
    }
}
