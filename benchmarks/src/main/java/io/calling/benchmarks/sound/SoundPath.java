package io.calling.benchmarks.sound;

import io.calling.testkit.net.BurstLoss;
import io.calling.testkit.net.LinkConditions;
import java.time.Duration;
import java.util.List;

/**
 * What a party's link does to the sound that it sends; the rest of the way is perfect.
 *
 * @param name as in docs/media.md
 * @param path from the beginning
 * @param later from the middle of the call on
 * @param shuffled whether jitter lets later packets overtake, as netem does it
 */
record SoundPath(String name, LinkConditions path, LinkConditions later, boolean shuffled) {
    private static final LinkConditions NEAR = LinkConditions.delayed(Duration.ofMillis(30));

    private static final int QUEUE_BYTES = 64 * 1024;

    static final List<SoundPath> ALL =
            List.of(
                    steady("nothing amiss", NEAR),
                    steady("1 % lost at random", NEAR.loss(0.01)),
                    steady("5 % lost at random", NEAR.loss(0.05)),
                    steady("10 % lost at random", NEAR.loss(0.1)),
                    steady("20 % lost at random", NEAR.loss(0.2)),
                    bursty(0.05),
                    bursty(0.1),
                    steady("jitter of 20 ms", jitter(20)),
                    steady("jitter of 50 ms", jitter(50)),
                    steady("jitter of 100 ms", jitter(100)),
                    steady("jitter of 50 ms, 10 % lost", jitter(50).loss(0.1)),
                    new SoundPath("jitter of 50 ms, shuffled", jitter(50), jitter(50), true),
                    steady("5 % overtaken", NEAR.reordering(0.05)),
                    new SoundPath("from even to jitter of 60 ms", NEAR, jitter(60), false),
                    new SoundPath("from 30 to 180 ms", NEAR, delayed(180), false),
                    new SoundPath("from 180 to 30 ms", delayed(180), NEAR, false),
                    steady("30 % lost at random", NEAR.loss(0.3)),
                    bursty(0.2),
                    steady("delay of 0 ms", delayed(0)),
                    steady("delay of 100 ms", delayed(100)),
                    steady("delay of 400 ms", delayed(400)),
                    steady("20 % overtaken", NEAR.reordering(0.2)),
                    steady("10 % twice", NEAR.duplication(0.1)),
                    steady("100 kbit/s", NEAR.rate(100_000, QUEUE_BYTES)),
                    steady("5 Mbit/s", NEAR.rate(5_000_000, QUEUE_BYTES)),
                    new SoundPath("from jitter of 60 ms to even", jitter(60), NEAR, false),
                    new SoundPath("from no loss to 20 %", NEAR, NEAR.loss(0.2), false));

    private static SoundPath steady(String name, LinkConditions path) {
        return new SoundPath(name, path, path, false);
    }

    private static LinkConditions delayed(int millis) {
        return NEAR.delay(Duration.ofMillis(millis));
    }

    private static LinkConditions jitter(int millis) {
        return NEAR.jitter(Duration.ofMillis(millis));
    }

    /** Runs of four packets on average, so that so many are lost in all. */
    private static SoundPath bursty(double share) {
        double end = 0.25;
        double begin = share * end / (1 - share);
        return steady(
                "%.0f %% lost in runs of four".formatted(100 * share),
                NEAR.burst(new BurstLoss(begin, end)));
    }

    boolean loses() {
        return path.loss() > 0 || later.loss() > 0 || path.burst().begin() > 0;
    }

    boolean changes() {
        return !path.equals(later);
    }
}
