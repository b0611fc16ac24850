package io.calling.benchmarks.setup;

import java.util.List;
import java.util.Locale;

/** For each cell, which share of the calls was heard on both sides by when. */
final class SetupPlot {
    private static final int WIDTH = 360;
    private static final int HEIGHT = 200;
    private static final int MARGIN = 46;

    private final List<Outcome> outcomes;
    private final StringBuilder svg = new StringBuilder(1 << 14);

    SetupPlot(List<Outcome> outcomes) {
        this.outcomes = outcomes;
    }

    String svg() {
        List<Cell> cells = outcomes.stream().map(Outcome::cell).distinct().toList();
        int rows = (cells.size() + 1) / 2;
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                        + " font-family=\"sans-serif\" font-size=\"11\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                2 * (WIDTH + 2 * MARGIN), rows * (HEIGHT + 2 * MARGIN));
        for (int i = 0; i < cells.size(); i++) {
            int x = MARGIN + i % 2 * (WIDTH + 2 * MARGIN);
            int y = MARGIN + i / 2 * (HEIGHT + 2 * MARGIN);
            panel(cells.get(i), x, y);
        }
        return svg.append("</svg>\n").toString();
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }

    private void panel(Cell cell, int x, int y) {
        double most =
                outcomes.stream()
                        .filter(o -> o.cell().equals(cell))
                        .mapToDouble(Outcome::both)
                        .max()
                        .orElse(1);
        double seconds = Math.max(1, Math.ceil(most / 500) / 2);
        add(
                "<text x=\"%d\" y=\"%d\" font-weight=\"bold\">%s: both hear each other</text>%n",
                x, y - 10, cell);
        for (int percent = 0; percent <= 100; percent += 25) {
            double line = y + HEIGHT * (1 - percent / 100.0);
            add(
                    "<path d=\"M%d %.1f h%d\" stroke=\"#dddddd\"/>%n"
                            + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d %%</text>%n",
                    x, line, WIDTH, x - 6, line + 4, percent);
        }
        for (int part = 0; part <= 4; part++) {
            add(
                    "<text x=\"%.0f\" y=\"%d\" text-anchor=\"middle\">%.2f s</text>%n",
                    x + WIDTH * part / 4.0, y + HEIGHT + 16, seconds * part / 4);
        }
        curve(cell, Contestant.CHROMIUM, "#c2571a", x, y, seconds);
        curve(cell, Contestant.CALLING, "#1f5fa8", x, y, seconds);
    }

    private void curve(
            Cell cell, Contestant contestant, String colour, int x, int y, double seconds) {
        double[] sorted = SetupReport.sorted(outcomes, cell, contestant);
        StringBuilder path = new StringBuilder();
        path.append(String.format(Locale.ROOT, "M%d %d", x, y + HEIGHT));
        for (int i = 0; i < sorted.length; i++) {
            path.append(
                    String.format(
                            Locale.ROOT,
                            " H%.1f V%.1f",
                            x + WIDTH * sorted[i] / 1000 / seconds,
                            y + HEIGHT * (1 - (i + 1.0) / sorted.length)));
        }
        add(
                "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>%n"
                        + "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n",
                path,
                colour,
                x + WIDTH - 80,
                y + HEIGHT - (contestant == Contestant.CALLING ? 30 : 15),
                colour,
                contestant.text());
    }
}
