package io.calling.examples.report;

/** The few drawings of the page, in the current colour. */
final class Icons {
    private Icons() {}

    static String shield(boolean whole) {
        return "<svg class=\"shield\" viewBox=\"0 0 48 56\" aria-hidden=\"true\">"
                + "<path class=\"plate\" d=\"M24 2 45 9v18c0 13-9 22-21 27C12 49 3 40 3 27V9z\"/>"
                + (whole
                        ? "<path class=\"sign\" d=\"m14 28 7 7 13-15\"/>"
                        : "<path class=\"sign\" d=\"m16 19 16 16m0-16L16 35\"/>")
                + "</svg>";
    }

    static String person() {
        return "<svg class=\"icon\" viewBox=\"0 0 32 32\" aria-hidden=\"true\">"
                + "<circle cx=\"16\" cy=\"11\" r=\"6\"/>"
                + "<path d=\"M4 29c1-8 6-11 12-11s11 3 12 11z\"/></svg>";
    }

    static String relay() {
        return "<svg class=\"icon\" viewBox=\"0 0 32 32\" aria-hidden=\"true\">"
                + "<rect x=\"5\" y=\"5\" width=\"22\" height=\"9\" rx=\"2.5\"/>"
                + "<rect x=\"5\" y=\"18\" width=\"22\" height=\"9\" rx=\"2.5\"/>"
                + "<g class=\"hole\"><circle cx=\"10\" cy=\"9.5\" r=\"1.7\"/>"
                + "<circle cx=\"10\" cy=\"22.5\" r=\"1.7\"/></g></svg>";
    }
}
