package io.calling.examples.report;

/**
 * What was said grows upwards from the middle, what was heard downwards: where the two are mirror
 * images, nothing was lost.
 */
final class WaveformChart {
    private static final int HALF = 60;

    private final Waveform sent;
    private final Waveform heard;
    private final int steps;

    WaveformChart(Waveform sent, Waveform heard) {
        this.sent = sent;
        this.heard = heard;
        this.steps = Math.max(1, Math.max(sent.steps(), heard.steps()));
    }

    double seconds() {
        return Math.max(0.02, Math.max(sent.seconds(), heard.seconds()));
    }

    String svg(String title) {
        return new Html()
                .add(
                        "<svg class=\"chart wave\" viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\""
                                + " role=\"img\" aria-label=\"%s\">",
                        steps, 2 * HALF, title)
                .add("<path class=\"sent\" d=\"%s\"/>", bars(sent, -1))
                .add("<path class=\"heard\" d=\"%s\"/>", bars(heard, 1))
                .add("<path class=\"rule\" d=\"M0 %d H%d\"/>", HALF, steps)
                .raw("</svg>")
                .toString();
    }

    /** A bar for each step, a little apart, from the middle in one direction. */
    private String bars(Waveform wave, int direction) {
        float loudest = Math.max(0.02f, wave.loudest());
        StringBuilder path = new StringBuilder();
        for (int step = 0; step < steps; step++) {
            double height = Math.max(0.6, (HALF - 4) * wave.peak(step) / loudest);
            path.append(
                    String.format(
                            java.util.Locale.ROOT,
                            "M%d %dv%.1fh.7v%.1fz",
                            step,
                            HALF + direction,
                            direction * height,
                            -direction * height));
        }
        return path.toString();
    }
}
