package io.calling.benchmarks.rate;

import java.util.List;
import java.util.Locale;

/** What we send to Chromium over links, beside what the virtual network says of the same paths. */
final class VirtualReport {
    private static final double WITHIN = 0.2;

    /** Two steps of what is counted: a fifth of one second is less than it can be told by. */
    private static final double LEAST_SECONDS = 0.2;

    private final List<Courses> courses;
    private final StringBuilder text = new StringBuilder();
    private int compared;
    private int shares;
    private int times;
    private int queues;

    VirtualReport(List<Courses> courses) {
        this.courses = courses;
    }

    String text() {
        text.append(
                """

                What we send on the virtual network, and over links to Chromium; a star where links differ by more than a fifth, and
                by more than %.1f s in times:

                | path | arrives: virtual | links | within, s: virtual | links | queue stands, s: virtual | links | longest at first, ms: virtual | links |
                |---|---|---|---|---|---|---|---|---|
                """
                        .formatted(LEAST_SECONDS));
        for (Courses course : courses) {
            if (course.pair() == Pair.CALLING_CHROMIUM) {
                row(VirtualRate.of(course.path()), course);
            }
        }
        text.append(
                String.format(
                        Locale.ROOT,
                        "%nOf %d paths %d are within a fifth in what arrives, %d in the time until then, %d in how long a"
                                + " queue stands.%n",
                        compared,
                        shares,
                        times,
                        queues));
        return text.toString();
    }

    private void row(Courses here, Courses there) {
        boolean share = isWithin(here.share(), there.share(), 0);
        boolean time = isWithin(here.within(), there.within(), LEAST_SECONDS);
        boolean queue = isWithin(here.standing(), there.standing(), LEAST_SECONDS);
        compared++;
        shares += share ? 1 : 0;
        times += time ? 1 : 0;
        queues += queue ? 1 : 0;
        text.append(
                String.format(
                        Locale.ROOT,
                        "| %s | %.0f %% | %.0f %%%s | %.1f | %.1f%s | %.1f | %.1f%s | %.0f | %.0f |%n",
                        here.path().name(),
                        100 * here.share(),
                        100 * there.share(),
                        star(share),
                        here.within(),
                        there.within(),
                        star(time),
                        here.standing(),
                        there.standing(),
                        star(queue),
                        here.longestAtFirstMillis(),
                        there.longestAtFirstMillis()));
    }

    private static String star(boolean within) {
        return within ? "" : " *";
    }

    private static boolean isWithin(double one, double other, double least) {
        return Math.abs(one - other) <= Math.max(least, WITHIN * one);
    }
}
