package io.calling.benchmarks.rate;

import io.calling.benchmarks.hosts.Host;
import java.util.Locale;

/** Who sends pictures, and who watches: the sender finds out what fits, by what the other says. */
enum Pair {
    CHROMIUM_CHROMIUM(Kind.CHROMIUM, Kind.CHROMIUM),
    CALLING_CHROMIUM(Kind.CALLING, Kind.CHROMIUM),
    CHROMIUM_CALLING(Kind.CHROMIUM, Kind.CALLING);

    private final Kind sender;
    private final Kind watcher;

    Pair(Kind sender, Kind watcher) {
        this.sender = sender;
        this.watcher = watcher;
    }

    Kind at(Host host) {
        return host == Host.CALLER ? sender : watcher;
    }

    /** The name of a party at the switch; a program takes part in several pairs. */
    String name(Host host) {
        return name(at(host), host);
    }

    static String name(Kind kind, Host host) {
        return (kind.name() + '-' + host).toLowerCase(Locale.ROOT);
    }

    String text() {
        return sender.text() + " → " + watcher.text();
    }
}
