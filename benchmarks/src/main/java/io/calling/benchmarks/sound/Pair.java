package io.calling.benchmarks.sound;

import io.calling.benchmarks.hosts.Host;
import java.util.Locale;

/** Who calls whom; each sends, and each hears. */
enum Pair {
    CHROMIUM_CHROMIUM(Kind.CHROMIUM, Kind.CHROMIUM),
    CHROMIUM_CALLING(Kind.CHROMIUM, Kind.CALLING),
    AIORTC_CALLING(Kind.AIORTC, Kind.CALLING);

    private final Kind caller;
    private final Kind callee;

    Pair(Kind caller, Kind callee) {
        this.caller = caller;
        this.callee = callee;
    }

    Kind at(Host host) {
        return host == Host.CALLER ? caller : callee;
    }

    /** The name of a party at the switch; a program takes part in several pairs. */
    String name(Host host) {
        return name(at(host), host);
    }

    static String name(Kind kind, Host host) {
        return (kind.name() + '-' + host).toLowerCase(Locale.ROOT);
    }
}
