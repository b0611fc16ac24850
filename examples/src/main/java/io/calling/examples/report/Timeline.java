package io.calling.examples.report;

import java.util.List;

/** A waterfall: each step of the setup as a bar from the one before it. */
final class Timeline {
    private final List<CallReport.Step> setup;
    private final List<CallReport.Step> later;

    Timeline(List<CallReport.Step> steps) {
        this.setup = steps.stream().filter(CallReport.Step::setup).toList();
        this.later = steps.stream().filter(step -> !step.setup()).toList();
    }

    String html() {
        double end = setup.stream().mapToDouble(CallReport.Step::millis).max().orElse(1);
        Html html = new Html().raw("<ol class=\"timeline\">");
        double before = 0;
        for (CallReport.Step step : setup) {
            double from = 100 * before / Math.max(1, end);
            double to = 100 * step.millis() / Math.max(1, end);
            row(html, step, time(step));
            html.add(
                    "<span class=\"track\"><i style=\"left:%.2f%%;width:%.2f%%\"></i></span></li>",
                    from, Math.max(0, to - from));
            before = Math.max(before, step.millis());
        }
        for (CallReport.Step step : later) {
            row(html, step, time(step));
            html.raw("<span class=\"track none\"></span></li>");
        }
        return html.raw("</ol>").toString();
    }

    private static void row(Html html, CallReport.Step step, String time) {
        html.add(
                "<li class=\"%s\"><span class=\"at\">%s</span><b class=\"who\">%s</b>"
                        + "<span class=\"words\">%s</span>",
                step.who(), time, step.who(), step.words());
    }

    private static String time(CallReport.Step step) {
        return step.setup()
                ? String.format(java.util.Locale.ROOT, "%.0f ms", step.millis())
                : String.format(java.util.Locale.ROOT, "%.1f s", step.millis() / 1000);
    }
}
