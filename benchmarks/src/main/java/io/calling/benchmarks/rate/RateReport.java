package io.calling.benchmarks.rate;

import java.util.List;
import java.util.Locale;

/** The results as a table for people. */
final class RateReport {
    private static final double MOST_RATIO = 1.5;
    private static final double MOST_STANDING_SECONDS = 5;

    private final List<Course> courses;

    RateReport(List<Course> courses) {
        this.courses = courses;
    }

    String table() {
        StringBuilder text =
                new StringBuilder(
                        """
                        Seconds until nine tenths of what fits arrive, from the sender's connection or the change on; how long the
                        last queue of 100 ms stood; what arrives later, and the queue in which it does.

                        | path | sender → watcher | within, s | ÷ Chromium → Chromium | queue stands, s | longest at first, ms | queue, median / longest, ms | arrives | reached |
                        |---|---|---|---|---|---|---|---|---|
                        """);
        courses.forEach(course -> row(text, course));
        return text.toString();
    }

    private void row(StringBuilder text, Course course) {
        double ratio = course.within() / reference(course);
        text.append(
                String.format(
                        Locale.ROOT,
                        "| %s | %s | %.1f | %s | %.1f | %d | %d / %d | %.0f %% | %s |%n",
                        course.path().name(),
                        course.pair().text(),
                        course.within(),
                        isReference(course) ? "" : String.format(Locale.ROOT, "%.2f", ratio),
                        course.standing(),
                        course.longestAtFirstMillis(),
                        course.medianQueueMillis(),
                        course.longestQueueMillis(),
                        100 * course.share(),
                        isReference(course) ? "" : verdict(course, ratio)));
    }

    private static String verdict(Course course, double ratio) {
        boolean inTime = ratio <= MOST_RATIO;
        boolean calm = course.standing() <= MOST_STANDING_SECONDS;
        return inTime && calm ? "yes" : inTime ? "no: queue" : calm ? "no: time" : "no";
    }

    private static boolean isReference(Course course) {
        return course.pair() == Pair.CHROMIUM_CHROMIUM;
    }

    private double reference(Course course) {
        return courses.stream()
                .filter(other -> isReference(other) && other.path().equals(course.path()))
                .mapToDouble(Course::within)
                .findFirst()
                .orElse(Double.NaN);
    }
}
