package io.calling.examples.report;

/** Labels below a chart, placed by share of its width. */
final class TimeAxis {
    private TimeAxis() {}

    static String below(double seconds) {
        Axis axis = Axis.upTo(seconds, 6);
        Html html = new Html().raw("<div class=\"axis\" aria-hidden=\"true\">");
        for (int i = 0; i < axis.ticks() && axis.tick(i) <= seconds; i++) {
            html.add(
                    "<span style=\"left:%.2f%%\">%s&thinsp;s</span>",
                    100 * axis.tick(i) / seconds, axis.label(i));
        }
        return html.raw("</div>").toString();
    }
}
