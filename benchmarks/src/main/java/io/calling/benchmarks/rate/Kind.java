package io.calling.benchmarks.rate;

/** What takes part in calls. */
enum Kind {
    CHROMIUM("Chromium"),
    CALLING("Calling");

    private final String text;

    Kind(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
