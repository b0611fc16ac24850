package io.calling.benchmarks.setup;

import io.calling.benchmarks.hosts.Host;

/** Whose calls are measured; both parties of a call are of the same kind. */
enum Contestant {
    CALLING("Calling"),
    CHROMIUM("Chromium");

    private final String text;

    Contestant(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** The name of a party at the switch. */
    String name(Host host) {
        return (name() + "-" + host).toLowerCase(java.util.Locale.ROOT);
    }
}
