package io.calling.benchmarks.sound;

/** What a party is. */
enum Kind {
    CALLING("Calling"),
    CHROMIUM("Chromium"),
    AIORTC("aiortc");

    private final String text;

    Kind(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
