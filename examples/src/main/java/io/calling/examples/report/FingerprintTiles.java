package io.calling.examples.report;

import java.util.Locale;

/** A certificate's fingerprint as tiles, one a byte, that two people can compare at a glance. */
final class FingerprintTiles {
    private static final int PER_ROW = 16;
    private static final int SIZE = 20;

    private FingerprintTiles() {}

    /** Takes {@code sha-256 AB:CD:…}. */
    static String svg(String fingerprint) {
        String[] bytes = fingerprint.substring(fingerprint.indexOf(' ') + 1).split(":", -1);
        int rows = (bytes.length + PER_ROW - 1) / PER_ROW;
        Html html = new Html();
        html.add(
                "<svg class=\"tiles\" viewBox=\"0 0 %d %d\" aria-hidden=\"true\">",
                PER_ROW * SIZE, rows * SIZE);
        for (int i = 0; i < bytes.length; i++) {
            html.raw(tile(bytes[i], i % PER_ROW * SIZE, i / PER_ROW * SIZE));
        }
        return html.raw("</svg>").toString();
    }

    private static String tile(String hex, int x, int y) {
        int value = hex.matches("[0-9A-Fa-f]{2}") ? Integer.parseInt(hex, 16) : 0;
        return String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\""
                        + " fill=\"hsl(%d 55%% %d%%)\"/>",
                x + 1,
                y + 1,
                SIZE - 2,
                SIZE - 2,
                (value & 0xf0) * 360 / 256,
                38 + (value & 0x0f) * 2);
    }
}
