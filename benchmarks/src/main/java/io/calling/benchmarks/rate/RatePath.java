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
 * @param jitter of the sender's, after the bottleneck
 * @param queueBytes what waits for the bottleneck before packets are dropped
 */
record RatePath(
        String name,
        long bitsPerSecond,
        long laterBitsPerSecond,
        double loss,
        Duration delay,
        Duration jitter,
        int queueBytes) {
    private static final int QUEUE_BYTES = 250_000;
    private static final Duration DELAY = Duration.ofMillis(25);

    static final List<RatePath> ALL =
            List.of(
                    steady(200),
                    steady(500),
                    steady(1_000),
                    steady(2_000),
                    lossy(2),
                    far(200),
                    change(1_000, 300),
                    change(300, 2_000),
                    change(2_000, 500),
                    steady(5_000),
                    change(5_000, 500),
                    steady(50),
                    steady(100),
                    lossy(10),
                    lossy(20),
                    lossy(30),
                    far(400),
                    uneven(30),
                    uneven(100),
                    megabit("queue of 40 ms", 0, DELAY, Duration.ZERO, 5_000));

    private static RatePath steady(long kilobits) {
        return rates(kilobits + " kbit/s", kilobits, kilobits);
    }

    private static RatePath change(long from, long to) {
        return rates("from " + from + " to " + to + " kbit/s", from, to);
    }

    private static RatePath rates(String name, long from, long to) {
        return new RatePath(name, from * 1_000, to * 1_000, 0, DELAY, Duration.ZERO, QUEUE_BYTES);
    }

    private static RatePath lossy(int percent) {
        return megabit(percent + " % lost", percent / 100.0, DELAY, Duration.ZERO, QUEUE_BYTES);
    }

    private static RatePath far(int millis) {
        Duration delay = Duration.ofMillis(millis);
        return megabit("delay of " + millis + " ms", 0, delay, Duration.ZERO, QUEUE_BYTES);
    }

    private static RatePath uneven(int millis) {
        Duration jitter = Duration.ofMillis(millis);
        return megabit("jitter of " + millis + " ms", 0, DELAY, jitter, QUEUE_BYTES);
    }

    private static RatePath megabit(
            String what, double loss, Duration delay, Duration jitter, int queueBytes) {
        return new RatePath(
                "1000 kbit/s, " + what, 1_000_000, 1_000_000, loss, delay, jitter, queueBytes);
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
        return back().jitter(jitter).loss(loss).rate(rate, queueBytes);
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
