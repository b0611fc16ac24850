package io.calling.examples.report;

import io.calling.examples.report.CallReport.Voice;
import java.util.Locale;

/** The handful of numbers that one wants first. */
final class Figures {
    private final CallReport report;

    Figures(CallReport report) {
        this.report = report;
    }

    String html() {
        int sent = report.voices().stream().mapToInt(voice -> voice.packets().sent()).sum();
        int lost = report.voices().stream().mapToInt(voice -> voice.packets().lost()).sum();
        return new Html()
                .raw("<ul class=\"figures\">")
                .raw(
                        figure(
                                format("%.0f", setupMillis()),
                                "ms",
                                "from placing the call to talking"))
                .raw(figure(format("%.3f", leastCorrelation()), "", "heard, compared with said"))
                .raw(figure(format("%d", lost), "of " + sent, "packets lost"))
                .raw(figure(format("%.1f", delayMillis()), "ms", "of delay for half the packets"))
                .raw("</ul>")
                .toString();
    }

    private static String figure(String number, String unit, String words) {
        return new Html()
                .add(
                        "<li><span class=\"big\">%s<small>%s</small></span><span>%s</span></li>",
                        number, unit, words)
                .toString();
    }

    private double setupMillis() {
        return report.steps().stream()
                .filter(CallReport.Step::setup)
                .mapToDouble(CallReport.Step::millis)
                .max()
                .orElse(0);
    }

    private double leastCorrelation() {
        return report.voices().stream().mapToDouble(Voice::correlation).min().orElse(0);
    }

    private double delayMillis() {
        return report.voices().stream()
                .mapToDouble(voice -> voice.packets().delayMillis(0.5))
                .max()
                .orElse(0);
    }

    private static String format(String pattern, Object value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
