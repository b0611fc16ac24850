package io.calling.benchmarks.rate;

import io.calling.testkit.net.LinkConditions;
import java.time.Duration;
import java.util.List;

/**
 * What the sender's link does, as in the table of docs/media.md.
 *
 * @param name in the tables
 * @param bitsPerSecond of IP packets
 * @param laterBitsPerSecond from the 20th second on; the same where nothing changes
 * @param loss share of the packets lost at random
 * @param delay of each direction
 */
record RatePath(
        String name, long bitsPerSecond, long laterBitsPerSecond, double loss, Duration delay) {
    private static final int QUEUE_BYTES = 250_000;
    private static final Duration DELAY = Duration.ofMillis(25);

    static final List<RatePath> ALL =
            List.of(
                    steady(200),
                    steady(500),
                    steady(1_000),
                    steady(2_000),
                    new RatePath("1000 kbit/s, 2 % lost", 1_000_000, 1_000_000, 0.02, DELAY),
                    new RatePath(
                            "1000 kbit/s, delay of 200 ms",
                            1_000_000,
                            1_000_000,
                            0,
                            Duration.ofMillis(200)),
                    change(1_000, 300),
                    change(300, 2_000),
                    change(2_000, 500),
                    steady(5_000),
                    change(5_000, 500));

    private static RatePath steady(long kilobits) {
        return new RatePath(kilobits + " kbit/s", kilobits * 1_000, kilobits * 1_000, 0, DELAY);
    }

    private static RatePath change(long from, long to) {
        return new RatePath(
                "from " + from + " to " + to + " kbit/s", from * 1_000, to * 1_000, 0, DELAY);
    }

    boolean changes() {
        return bitsPerSecond != laterBitsPerSecond;
    }

    LinkConditions first() {
        return conditions(bitsPerSecond);
    }

    LinkConditions later() {
        return conditions(laterBitsPerSecond);
    }

    private LinkConditions conditions(long rate) {
        return back().loss(loss).rate(rate, QUEUE_BYTES);
    }

    /** Of the other direction. */
    LinkConditions back() {
        return LinkConditions.delayed(delay);
    }

    /** Bits per second that can arrive, in the part that is looked at. */
    double fits() {
        return laterBitsPerSecond * (1 - loss);
    }

    static RatePath named(String name) {
        return ALL.stream().filter(path -> path.name().equals(name)).findFirst().orElseThrow();
    }
}
