package io.calling.benchmarks.rate;

import java.util.List;
import java.util.Locale;

/** The results as a table for people. */
final class RateReport {
    private static final double MOST_RATIO = 1.5;
    private static final double MOST_STANDING_SECONDS = 5;

    private final List<Courses> courses;

    RateReport(List<Courses> courses) {
        this.courses = courses;
    }

    String table() {
        StringBuilder text =
                new StringBuilder(
                        """
                        Seconds until nine tenths of what fits arrive, from the sender's connection or the change on; how long the
                        last queue of 100 ms stood, and in brackets in the worst call; what arrives later, and the queue in which it does.
                        Means of %d calls and more, the longest queue of any.

                        | path | sender → watcher | within, s | ÷ Chromium → Chromium | queue stands, s | longest at first, ms | queue, median / longest, ms | arrives | reached |
                        |---|---|---|---|---|---|---|---|---|
                        """
                                .formatted(least()));
        courses.forEach(course -> row(text, course));
        return text.toString();
    }

    private int least() {
        return courses.stream().mapToInt(course -> course.calls().size()).min().orElse(0);
    }

    private void row(StringBuilder text, Courses course) {
        double ratio = course.within() / reference(course);
        text.append(
                String.format(
                        Locale.ROOT,
                        "| %s | %s | %.1f | %s | %.1f (%.1f) | %.0f | %.0f / %d | %.0f %% | %s |%n",
                        course.path().name(),
                        course.pair().text(),
                        course.within(),
                        isReference(course) || Double.isNaN(ratio)
                                ? ""
                                : String.format(Locale.ROOT, "%.2f", ratio),
                        course.standing(),
                        course.longestStanding(),
                        course.longestAtFirstMillis(),
                        course.medianQueueMillis(),
                        course.longestQueueMillis(),
                        100 * course.share(),
                        isReference(course) ? "" : verdict(course, ratio)));
    }

    private static String verdict(Courses course, double ratio) {
        if (Double.isNaN(ratio)) {
            return ""; // of Chromium with itself nothing is known there
        }
        boolean inTime = ratio <= MOST_RATIO;
        boolean calm = course.longestStanding() <= MOST_STANDING_SECONDS;
        return inTime && calm ? "yes" : inTime ? "no: queue" : calm ? "no: time" : "no";
    }

    private static boolean isReference(Courses course) {
        return course.pair() == Pair.CHROMIUM_CHROMIUM;
    }

    private double reference(Courses course) {
        return courses.stream()
                .filter(other -> isReference(other) && other.path().equals(course.path()))
                .mapToDouble(Courses::within)
                .findFirst()
                .orElse(Double.NaN);
    }
}
