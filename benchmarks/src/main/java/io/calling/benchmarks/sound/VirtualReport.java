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
    private int missingOfLostWithin;

    VirtualReport(Results results) {
        this.results = results;
    }

    String text() {
        text.append(
                """

                What we hear over links from Chromium and from aiortc, each behind what we hear on the virtual network of somebody who sends as they do: Chromium's packets leave up to 10 ms late, five in a sentence up to 20 ms, and four in five carry copies of what is lost; aiortc's do neither. Delay added, ms, is how long the fastest packets wait; missing are frames that did not come in time, %%, of those lost by the path. Virtual figures are means of %d calls; within a fifth is said of the delay, of what is missing, and of what is missing for each packet that is lost:

                | path | delay added: virtual | Chromium | virtual | aiortc | within a fifth | missing: virtual | Chromium | virtual | aiortc | within a fifth | for each lost |
                |---|---|---|---|---|---|---|---|---|---|---|---|
                """
                        .formatted(VirtualSound.CALLS));
        for (SoundPath path : SoundPath.ALL) {
            Optional<Heard> chromium = results.find(path, Kind.CHROMIUM, Kind.CALLING);
            Optional<Heard> aiortc = results.find(path, Kind.AIORTC, Kind.CALLING);
            if (chromium.isPresent() && aiortc.isPresent() && !path.shuffled()) {
                row(path, chromium.get(), aiortc.get());
            }
        }
        text.append(
                String.format(
                        Locale.ROOT,
                        "%nOf %d pairs of a path and another side, %d are within a fifth (or %.0f ms) in"
                                + " delay, %d (or %.1f %%) in what is missing, %d (or %.1f %%) in what is"
                                + " missing for each packet that is lost.%n",
                        compared,
                        delaysWithin,
                        LEAST_MILLIS,
                        missingWithin,
                        100 * LEAST_SHARE,
                        missingOfLostWithin,
                        100 * LEAST_SHARE));
        return text.toString();
    }

    private void row(SoundPath path, Heard chromium, Heard aiortc) {
        VirtualSound asChromium = VirtualSound.of(path, Kind.CHROMIUM);
        VirtualSound asAiortc = VirtualSound.of(path, Kind.AIORTC);
        text.append(
                String.format(
                        Locale.ROOT,
                        "| %s | %.0f | %.0f | %.0f | %.0f | %s, %s | %s | %s | %s | %s | %s, %s | %s, %s |%n",
                        path.name(),
                        asChromium.fastestMillis(),
                        chromium.fastestMillis(),
                        asAiortc.fastestMillis(),
                        aiortc.fastestMillis(),
                        delay(asChromium, chromium),
                        delay(asAiortc, aiortc),
                        missing(asChromium.missing(), asChromium.lost()),
                        missing(chromium.missing(), chromium.lost()),
                        missing(asAiortc.missing(), asAiortc.lost()),
                        missing(aiortc.missing(), aiortc.lost()),
                        share(asChromium, chromium),
                        share(asAiortc, aiortc),
                        shareOfLost(asChromium, chromium),
                        shareOfLost(asAiortc, aiortc)));
    }

    private static String missing(double missing, double lost) {
        return String.format(Locale.ROOT, "%.2f of %.1f", 100 * missing, 100 * lost);
    }

    private String delay(VirtualSound here, Heard there) {
        compared++;
        boolean within = isWithin(here.fastestMillis(), there.fastestMillis(), LEAST_MILLIS);
        delaysWithin += within ? 1 : 0;
        return yes(within);
    }

    private String share(VirtualSound here, Heard there) {
        boolean within = isWithin(here.missing(), there.missing(), LEAST_SHARE);
        missingWithin += within ? 1 : 0;
        return yes(within);
    }

    /** How many a path loses in a minute is chance, which is none of a receiver's. */
    private String shareOfLost(VirtualSound here, Heard there) {
        double expected =
                here.lost() == 0 ? here.missing() : here.missing() * there.lost() / here.lost();
        boolean within = isWithin(expected, there.missing(), LEAST_SHARE);
        missingOfLostWithin += within ? 1 : 0;
        return yes(within);
    }

    private static String yes(boolean is) {
        return is ? "yes" : "no";
    }

    private static boolean isWithin(double one, double other, double least) {
        return Math.abs(one - other) <= Math.max(least, WITHIN * one);
    }
}
