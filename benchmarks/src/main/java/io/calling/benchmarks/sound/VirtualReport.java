package io.calling.benchmarks.sound;

import java.util.Locale;
import java.util.Optional;

/** What we hear over links from Chromium and aiortc, beside what the virtual network says. */
final class VirtualReport {
    private static final double WITHIN = 0.2;

    /** A fifth of next to nothing is nothing: a kernel that is late is later than that. */
    private static final double LEAST_MILLIS = 5;

    private static final double LEAST_SHARE = 0.003;

    private final Results results;
    private final StringBuilder text = new StringBuilder();
    private int compared;
    private int delaysWithin;
    private int missingWithin;

    VirtualReport(Results results) {
        this.results = results;
    }

    String text() {
        text.append(
                """

                What we hear on the virtual network, and over links from Chromium and from aiortc. Delay added, ms, is how long the fastest packets wait; missing are frames that did not come in time, %, of those lost by the path:

                | path | delay added: virtual | Chromium | aiortc | within a fifth | missing: virtual | Chromium | aiortc | within a fifth |
                |---|---|---|---|---|---|---|---|---|
                """);
        for (SoundPath path : SoundPath.ALL) {
            Optional<Heard> chromium = results.find(path, Kind.CHROMIUM, Kind.CALLING);
            if (chromium.isPresent() && !path.shuffled()) {
                row(
                        VirtualSound.of(path),
                        chromium.get(),
                        results.find(path, Kind.AIORTC, Kind.CALLING));
            }
        }
        text.append(
                String.format(
                        Locale.ROOT,
                        "%nOf %d pairs of a path and another side, %d are within a fifth (or %.0f ms) in"
                                + " delay, %d (or %.1f %%) in what is missing.%n",
                        compared,
                        delaysWithin,
                        LEAST_MILLIS,
                        missingWithin,
                        100 * LEAST_SHARE));
        return text.toString();
    }

    private void row(VirtualSound here, Heard chromium, Optional<Heard> aiortc) {
        text.append(
                String.format(
                        Locale.ROOT,
                        "| %s | %.0f | %.0f | %s | %s | %.2f | %s | %s | %s |%n",
                        chromium.path(),
                        here.fastestMillis(),
                        chromium.fastestMillis(),
                        aiortc.map(it -> String.format(Locale.ROOT, "%.0f", it.fastestMillis()))
                                .orElse(""),
                        delay(here, chromium) + aiortc.map(it -> ", " + delay(here, it)).orElse(""),
                        100 * here.missing(),
                        missing(chromium),
                        aiortc.map(VirtualReport::missing).orElse(""),
                        share(here, chromium)
                                + aiortc.map(it -> ", " + share(here, it)).orElse("")));
    }

    private static String missing(Heard heard) {
        return String.format(
                Locale.ROOT, "%.2f of %.1f", 100 * heard.missing(), 100 * heard.lost());
    }

    private String delay(VirtualSound here, Heard there) {
        compared++;
        boolean within = isWithin(here.fastestMillis(), there.fastestMillis(), LEAST_MILLIS);
        delaysWithin += within ? 1 : 0;
        return within ? "yes" : "no";
    }

    private String share(VirtualSound here, Heard there) {
        boolean within = isWithin(here.missing(), there.missing(), LEAST_SHARE);
        missingWithin += within ? 1 : 0;
        return within ? "yes" : "no";
    }

    private static boolean isWithin(double one, double other, double least) {
        return Math.abs(one - other) <= Math.max(least, WITHIN * one);
    }
}
