package io.calling.benchmarks.hosts;

import io.calling.testkit.net.LinkConditions;
import java.time.Duration;
import java.util.Locale;

/** {@link LinkConditions} in the words of link.c. */
final class Rules {
    /** How far back a packet falls that is overtaken, as on the virtual network. */
    private static final int OVERTAKEN_BY_MICROS = 20_000;

    private Rules() {}

    static String text(LinkConditions link) {
        return String.format(
                Locale.ROOT,
                "rate=%d queue=%d begin=%d end=%d loss=%d delay=%d jitter=%d overtaken=%d by=%d"
                        + " twice=%d",
                link.bitsPerSecond() == Long.MAX_VALUE ? 0 : link.bitsPerSecond(),
                link.queueBytes(),
                perMillion(link.burst().begin()),
                perMillion(link.burst().end()),
                perMillion(link.loss()),
                micros(link.delay()),
                micros(link.jitter()),
                perMillion(link.reordering()),
                OVERTAKEN_BY_MICROS,
                perMillion(link.duplication()));
    }

    private static long perMillion(double share) {
        return Math.round(share * 1_000_000);
    }

    private static long micros(Duration time) {
        return time.toNanos() / 1_000;
    }
}
