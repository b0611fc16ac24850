package io.calling.examples.report;

/** The delay of each packet over the time at which it was sent; lost ones stand out. */
final class DelayChart {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 140;

    private final PacketSeries packets;
    private final double seconds;
    private final Axis delay;

    DelayChart(PacketSeries packets) {
        this.packets = packets;
        this.seconds = Math.max(0.02, packets.seconds());
        this.delay = Axis.upTo(Math.max(1, packets.delayMillis(1)), 3);
    }

    double seconds() {
        return seconds;
    }

    String svg(String title) {
        Html html = new Html();
        html.add(
                "<svg class=\"chart delay\" viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\""
                        + " role=\"img\" aria-label=\"%s\">",
                WIDTH, HEIGHT, title);
        for (int i = 0; i < delay.ticks(); i++) {
            html.add("<path class=\"grid\" d=\"M0 %.1fH%d\"/>", y(delay.tick(i)), WIDTH);
        }
        html.add("<path class=\"area\" d=\"%s\"/>", area());
        html.add("<path class=\"line\" d=\"%s\"/>", line());
        packets.lostAtSeconds()
                .forEach(at -> html.add("<path class=\"lost\" d=\"M%.1f 0V%d\"/>", x(at), HEIGHT));
        return html.raw("</svg>").toString();
    }

    /** Labels of the vertical axis, placed by share of the height. */
    String labels() {
        Html html = new Html().raw("<div class=\"scale\" aria-hidden=\"true\">");
        for (int i = 0; i < delay.ticks(); i++) {
            html.add(
                    "<span style=\"top:%.2f%%\">%s&thinsp;ms</span>",
                    100 * y(delay.tick(i)) / HEIGHT, delay.label(i));
        }
        return html.raw("</div>").toString();
    }

    private String area() {
        return packets.arrived().isEmpty()
                ? ""
                : line()
                        + String.format(
                                java.util.Locale.ROOT,
                                "L%.1f %dL%.1f %dZ",
                                x(packets.arrived().get(packets.arrived().size() - 1).seconds()),
                                HEIGHT,
                                x(packets.arrived().get(0).seconds()),
                                HEIGHT);
    }

    private String line() {
        StringBuilder path = new StringBuilder();
        for (PacketSeries.Arrival arrival : packets.arrived()) {
            path.append(
                    String.format(
                            java.util.Locale.ROOT,
                            "%s%.1f %.1f",
                            path.length() == 0 ? "M" : "L",
                            x(arrival.seconds()),
                            y(arrival.delayMillis())));
        }
        return path.toString();
    }

    private double x(double at) {
        return WIDTH * at / seconds;
    }

    private double y(double delayMillis) {
        return HEIGHT - 4 - (HEIGHT - 16) * delayMillis / delay.end();
    }
}
