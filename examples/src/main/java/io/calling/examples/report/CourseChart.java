package io.calling.examples.report;

import java.util.Locale;

/** One {@link Course} as a line over the time of the call. */
final class CourseChart {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 90;

    private final Course course;
    private final double seconds;
    private final Axis values;

    /**
     * @param seconds that the whole width is
     */
    CourseChart(Course course, double seconds) {
        this.course = course;
        this.seconds = Math.max(0.02, seconds);
        this.values = Axis.upTo(Math.max(1, course.highest()), 2);
    }

    String svg(String title) {
        Html html = new Html();
        html.add(
                "<svg class=\"chart course\" viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\""
                        + " role=\"img\" aria-label=\"%s\">",
                WIDTH, HEIGHT, title);
        for (int i = 0; i < values.ticks(); i++) {
            html.add("<path class=\"grid\" d=\"M0 %.1fH%d\"/>", y(values.tick(i)), WIDTH);
        }
        return html.add("<path class=\"line\" d=\"%s\"/>", line()).raw("</svg>").toString();
    }

    /** Labels of the vertical axis, placed by share of the height. */
    String labels() {
        Html html = new Html().raw("<div class=\"scale\" aria-hidden=\"true\">");
        for (int i = 0; i < values.ticks(); i++) {
            html.add(
                    "<span style=\"top:%.2f%%\">%s&thinsp;%s</span>",
                    100 * y(values.tick(i)) / HEIGHT, values.label(i), course.unit());
        }
        return html.raw("</div>").toString();
    }

    private String line() {
        StringBuilder path = new StringBuilder();
        for (Course.Point point : course.points()) {
            path.append(
                    String.format(
                            Locale.ROOT,
                            "%s%.1f %.1f",
                            path.length() == 0 ? "M" : "L",
                            WIDTH * point.seconds() / seconds,
                            y(point.value())));
        }
        return path.toString();
    }

    private double y(double value) {
        return HEIGHT - 4 - (HEIGHT - 14) * value / values.end();
    }
}
