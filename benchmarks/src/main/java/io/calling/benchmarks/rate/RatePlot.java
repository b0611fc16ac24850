package io.calling.benchmarks.rate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What arrived in each second, and the longest queue, one panel for each path. */
final class RatePlot {
    private static final int WIDTH = 380;
    private static final int HEIGHT = 120;
    private static final int QUEUE_HEIGHT = 60;
    private static final int MARGIN = 50;
    private static final int MOST_QUEUE_MILLIS = 500;
    private static final String[] COLOURS = {"#c2571a", "#1f5fa8", "#3a8f3a"};

    private final List<Course> courses;
    private final StringBuilder svg = new StringBuilder(1 << 16);

    RatePlot(List<Course> courses) {
        this.courses = courses;
    }

    String svg() {
        List<RatePath> paths = courses.stream().map(Course::path).distinct().toList();
        int high = HEIGHT + QUEUE_HEIGHT + 2 * MARGIN;
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                        + " font-family=\"sans-serif\" font-size=\"11\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                2 * (WIDTH + 2 * MARGIN), (paths.size() + 1) / 2 * high);
        for (int i = 0; i < paths.size(); i++) {
            panel(paths.get(i), MARGIN + i % 2 * (WIDTH + 2 * MARGIN), MARGIN + i / 2 * high);
        }
        return svg.append("</svg>\n").toString();
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }

    private void panel(RatePath path, int x, int y) {
        double most = 1.2 * Math.max(path.bitsPerSecond(), path.laterBitsPerSecond());
        double first = y + HEIGHT * (1 - path.bitsPerSecond() / most);
        double later = y + HEIGHT * (1 - path.laterBitsPerSecond() / most);
        add(
                "<text x=\"%d\" y=\"%d\" font-weight=\"bold\">%s: what arrives, and the queue up to"
                        + " %d ms</text>%n",
                x, y - 10, path.name(), MOST_QUEUE_MILLIS);
        add(
                "<path d=\"M%d %.1f h%d V%.1f h%d\" fill=\"none\" stroke=\"#999999\""
                        + " stroke-dasharray=\"4 3\"/>%n",
                x, first, WIDTH / 2, later, WIDTH / 2);
        int bottom = y + HEIGHT + QUEUE_HEIGHT;
        add("<path d=\"M%d %d h%d\" stroke=\"#dddddd\"/>%n", x, y + HEIGHT, WIDTH);
        add("<path d=\"M%d %d h%d\" stroke=\"#dddddd\"/>%n", x, bottom, WIDTH);
        for (int second = 0; second <= Course.SECONDS; second += 10) {
            add(
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%d s</text>%n",
                    x + WIDTH * second / Course.SECONDS, bottom + 14, second);
        }
        courses.stream()
                .filter(course -> course.path().equals(path))
                .forEach(course -> curves(course, x, y, most));
    }

    private void curves(Course course, int x, int y, double most) {
        String colour = COLOURS[course.pair().ordinal()];
        StringBuilder rate = new StringBuilder();
        StringBuilder queue = new StringBuilder();
        int steps = course.arrivedBytes().length;
        int second = Course.STEPS_PER_SECOND;
        for (int step = 0; step + second <= steps; step += second / 2) {
            int[] part = Arrays.copyOfRange(course.arrivedBytes(), step, step + second);
            double bits = Byte.SIZE * (double) Arrays.stream(part).sum();
            double at = x + WIDTH * (step + second / 2.0) / steps;
            point(rate, at, y + HEIGHT * (1 - Math.min(1, bits / most)));
        }
        for (int step = 0; step < steps; step += 2) {
            double share = Math.min(1, course.mostQueueMillis()[step] / (double) MOST_QUEUE_MILLIS);
            double at = x + WIDTH * (step + 0.5) / steps;
            point(queue, at, y + HEIGHT + QUEUE_HEIGHT * (1 - share));
        }
        add("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.3\"/>%n", rate, colour);
        add("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"0.8\"/>%n", queue, colour);
        add(
                "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n",
                x + WIDTH - 120,
                y + HEIGHT - 34 + 12 * course.pair().ordinal(),
                colour,
                course.pair().text());
    }

    private static void point(StringBuilder path, double x, double y) {
        path.append(String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : " L", x, y));
    }
}
