package io.calling.benchmarks.sound;

import java.util.Locale;
import java.util.Optional;

/** The results as tables for people, and the verdict. */
final class SoundReport {
    private final Results results;
    private int paths;
    private int delayNoWorse;
    private int madeUpNoWorse;
    private int bothNoWorse;
    private int bothStrictly;

    SoundReport(Results results) {
        this.results = results;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        besideChromium(text);
        others(text);
        return text + new VirtualReport(results).text();
    }

    private void besideChromium(StringBuilder text) {
        text.append(
                """
                What is heard of Chromium's sound, by Chromium and by us:

                | path | mouth to ear, ms, mean / p95: Chromium | Calling | in the jitter buffer, ms: Chromium | Calling | made up, %, of lost: Chromium | Calling | no worse: delay | made up |
                |---|---|---|---|---|---|---|---|---|
                """);
        for (SoundPath path : SoundPath.ALL) {
            Optional<Heard> theirs = results.find(path, Kind.CHROMIUM, Kind.CHROMIUM);
            Optional<Heard> ours = results.find(path, Kind.CHROMIUM, Kind.CALLING);
            if (theirs.isPresent() && ours.isPresent()) {
                text.append(row(ours.get(), theirs.get()));
            }
        }
        text.append(
                String.format(
                        Locale.ROOT,
                        "%nOf %d paths we are no worse on %d in delay, on %d in what is made up, on %d"
                                + " in both; without an allowance for chance on %d.%n",
                        paths,
                        delayNoWorse,
                        madeUpNoWorse,
                        bothNoWorse,
                        bothStrictly));
    }

    private String row(Heard ours, Heard theirs) {
        boolean delay = ours.meanMillis() <= theirs.meanMillis();
        boolean madeUp = ours.concealed() <= theirs.concealed() + noise(ours, theirs);
        paths++;
        delayNoWorse += delay ? 1 : 0;
        madeUpNoWorse += madeUp ? 1 : 0;
        bothNoWorse += delay && madeUp ? 1 : 0;
        bothStrictly += delay && ours.concealed() <= theirs.concealed() ? 1 : 0;
        return String.format(
                Locale.ROOT,
                "| %s | %.0f / %.0f | %.0f / %.0f | %.0f | %.0f | %.2f of %.1f | %.2f of %.1f | %s |"
                        + " %s |%n",
                ours.path(),
                theirs.meanMillis(),
                theirs.delays().quantile(0.95),
                ours.meanMillis(),
                ours.delays().quantile(0.95),
                theirs.bufferMillis(),
                ours.bufferMillis(),
                100 * theirs.concealed(),
                100 * theirs.lost(),
                100 * ours.concealed(),
                100 * ours.lost(),
                yes(delay),
                yes(madeUp));
    }

    private static String yes(boolean is) {
        return is ? "yes" : "no";
    }

    /** Two standard deviations of the difference, where each packet is lost by itself. */
    private static double noise(Heard ours, Heard theirs) {
        double share = (ours.concealed() + theirs.concealed()) / 2;
        double variance = share * (1 - share) * (1 / ours.packets() + 1 / theirs.packets());
        return 2 * Math.sqrt(variance);
    }

    private void others(StringBuilder text) {
        text.append(
                """

                The others, mouth to ear in ms, mean / p95, then what was made up:

                | path | Calling to Chromium | aiortc to Calling | Calling to aiortc |
                |---|---|---|---|
                """);
        for (SoundPath path : SoundPath.ALL) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %s | %s | %s |%n",
                            path.name(),
                            cell(path, Kind.CALLING, Kind.CHROMIUM),
                            cell(path, Kind.AIORTC, Kind.CALLING),
                            cell(path, Kind.CALLING, Kind.AIORTC)));
        }
    }

    private String cell(SoundPath path, Kind from, Kind to) {
        return results.find(path, from, to).map(SoundReport::cell).orElse("");
    }

    private static String cell(Heard heard) {
        String delays =
                String.format(
                        Locale.ROOT,
                        "%.0f / %.0f",
                        heard.meanMillis(),
                        heard.delays().quantile(0.95));
        return heard.hasFigures()
                ? delays + String.format(Locale.ROOT, ", %.2f %%", 100 * heard.concealed())
                : delays;
    }
}
