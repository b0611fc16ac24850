package io.calling.testkit.story;

import java.util.List;
import java.util.Locale;

/** Draws a story: a column for each participant, a row for each step, time downwards. */
final class SequenceDiagram {
    private static final int ROWS = 400;
    private static final int ROW_HEIGHT = 22;
    private static final int TOP = 76;
    private static final int FIRST_COLUMN = 150;
    private static final int COLUMN_WIDTH = 280;
    private static final String STYLE =
            """
            <style>
            text{font:12px sans-serif;fill:#222}
            .title{font-size:15px;font-weight:bold}
            .name{font-weight:bold;text-anchor:middle}
            .time{fill:#777;text-anchor:end}
            .what{text-anchor:middle;paint-order:stroke;stroke:#fff;stroke-width:3px}
            .life{stroke:#ccc}
            .arrow{stroke-width:1.5;fill:none}
            .lost{stroke-dasharray:4 3}
            .STATE{stroke:#222;fill:#222} .SIGNALING{stroke:#8250df} .STUN{stroke:#0969da}
            .TURN{stroke:#1a7f37} .DTLS{stroke:#bc4c00} .MEDIA{stroke:#57606a} .OTHER{stroke:#cf222e}
            </style>
            """;

    private final CallStory story;
    private final List<String> names;
    private final StringBuilder out = new StringBuilder();

    SequenceDiagram(CallStory story) {
        this.story = story;
        this.names = story.participants();
    }

    String toSvg() {
        int rows = Math.min(ROWS, story.steps().size());
        int width = FIRST_COLUMN + COLUMN_WIDTH * Math.max(1, names.size());
        int height = TOP + ROW_HEIGHT * (rows + 2);
        out.append(
                format(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\">\n",
                        width, height));
        out.append(STYLE).append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        text(12, 24, "title", story.title());
        names.forEach(name -> lifeline(name, height));
        drawRows();
        return out.append("</svg>\n").toString();
    }

    private void lifeline(String name, int height) {
        int x = x(name);
        text(x, 52, "name", name);
        out.append(
                format(
                        "<line class=\"life\" x1=\"%d\" y1=\"60\" x2=\"%d\" y2=\"%d\"/>\n",
                        x, x, height - 10));
    }

    // Where there are too many, the middle is left out: what matters is how it began and ended.
    private void drawRows() {
        List<Step> steps = story.steps();
        int half = ROWS / 2;
        int y = TOP;
        for (int i = 0; i < steps.size(); i++) {
            if (steps.size() > ROWS && i == half) {
                i = steps.size() - half;
                text(FIRST_COLUMN, y + 4, "time", steps.size() - ROWS + " steps not drawn");
                y += ROW_HEIGHT;
            }
            draw(steps.get(i), y);
            y += ROW_HEIGHT;
        }
    }

    private void draw(Step step, int y) {
        text(60, y + 4, "time", CallStory.seconds(step.at()));
        if (step.isAlone()) {
            drawAlone(step, y);
        } else {
            drawArrow(step, y);
        }
    }

    private void drawAlone(Step step, int y) {
        out.append(
                format(
                        "<circle class=\"%s\" cx=\"%d\" cy=\"%d\" r=\"4\"/>\n",
                        step.kind(), x(step.from()), y));
        text(x(step.from()), y - 6, "what", step.words());
    }

    private void drawArrow(Step step, int y) {
        int from = x(step.from());
        int to = x(step.to());
        int end = step.lost() == step.count() ? (from + to) / 2 : to;
        int head = to > from ? -7 : 7;
        out.append(
                format(
                        "<path class=\"arrow %s%s\" d=\"M%d %dH%d m%d -4 l%d 4 l%d 4\">",
                        step.kind(),
                        step.lost() > 0 ? " lost" : "",
                        from,
                        y,
                        end,
                        head,
                        -head,
                        head));
        out.append("<title>").append(escaped(step.kind() + ": " + step.words()));
        out.append("</title></path>\n");
        text((from + to) / 2, y - 4, "what", step.words());
    }

    private int x(String name) {
        return FIRST_COLUMN + COLUMN_WIDTH / 2 + COLUMN_WIDTH * names.indexOf(name);
    }

    private void text(int x, int y, String style, String text) {
        out.append(format("<text class=\"%s\" x=\"%d\" y=\"%d\">", style, x, y));
        out.append(escaped(text)).append("</text>\n");
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
