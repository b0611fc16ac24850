package io.calling.benchmarks.sound;

import java.util.List;
import java.util.Locale;

/** For each path, how late Chromium's sound is heard, and how much of it is made up. */
final class SoundPlot {
    private static final int LABELS = 200;
    private static final int WIDTH = 300;
    private static final int ROW = 34;
    private static final int BAR = 11;
    private static final double MOST_MILLIS = 400;
    private static final double MOST_MADE_UP = 0.25;

    private final Results results;
    private final StringBuilder svg = new StringBuilder(1 << 14);

    SoundPlot(Results results) {
        this.results = results;
    }

    String svg() {
        List<SoundPath> paths =
                SoundPath.ALL.stream()
                        .filter(path -> results.find(path, Kind.CHROMIUM, Kind.CALLING).isPresent())
                        .toList();
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                        + " font-family=\"sans-serif\" font-size=\"11\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n"
                        + "<text x=\"%d\" y=\"16\">Mouth to ear, 0 to %.0f ms, mean and"
                        + " p95</text>%n"
                        + "<text x=\"%d\" y=\"16\">Made up, 0 to %.0f %%</text>%n"
                        + "<text x=\"10\" y=\"16\">grey: Chromium, blue: Calling</text>%n",
                LABELS + 2 * WIDTH + 60,
                ROW * (paths.size() + 1),
                LABELS,
                MOST_MILLIS,
                LABELS + WIDTH + 30,
                100 * MOST_MADE_UP);
        for (int i = 0; i < paths.size(); i++) {
            int y = ROW * (i + 1);
            add("<text x=\"10\" y=\"%d\">%s</text>%n", y + BAR + 4, paths.get(i).name());
            bars(paths.get(i), Kind.CHROMIUM, "#999999", y);
            bars(paths.get(i), Kind.CALLING, "#1f77b4", y + BAR + 1);
        }
        return svg.append("</svg>\n").toString();
    }

    private void bars(SoundPath path, Kind hearer, String colour, int y) {
        results.find(path, Kind.CHROMIUM, hearer)
                .ifPresent(
                        heard -> {
                            double mean = heard.meanMillis() / MOST_MILLIS;
                            double p95 = heard.delays().quantile(0.95) / MOST_MILLIS;
                            double madeUp = heard.concealed() / MOST_MADE_UP;
                            bar(LABELS, y + BAR / 2 - 1, p95, 2, colour);
                            bar(LABELS, y, mean, BAR, colour);
                            bar(LABELS + WIDTH + 30, y, madeUp, BAR, colour);
                        });
    }

    private void bar(int x, int y, double share, int height, String colour) {
        add(
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
                x, y, WIDTH * Math.min(1, share), height, colour);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
