package io.calling.testkit.media;

import io.calling.testkit.net.BurstLoss;
import io.calling.testkit.net.LinkConditions;
import java.time.Duration;
import java.util.List;

/**
 * What the path from Alice to Bob does to her sound.
 *
 * @param name in words
 * @param path from the beginning
 * @param later from the middle of the call on
 * @param lostShare of her packets, by the path alone
 */
record SoundCell(String name, LinkConditions path, LinkConditions later, double lostShare) {
    private static final LinkConditions NEAR = LinkConditions.delayed(Duration.ofMillis(30));
    private static final int QUEUE_BYTES = 64 * 1024;

    private static SoundCell steady(String name, LinkConditions path, double lostShare) {
        return new SoundCell(name, path, path, lostShare);
    }

    private static SoundCell lossy(double share) {
        return steady("%.0f %% lost at random".formatted(100 * share), NEAR.loss(share), share);
    }

    /** Runs of four packets on average, so that so many are lost in all. */
    private static SoundCell bursty(double share) {
        double end = 0.25;
        double begin = share * end / (1 - share);
        LinkConditions path = NEAR.burst(new BurstLoss(begin, end));
        return steady("%.0f %% lost in runs of four".formatted(100 * share), path, share);
    }

    private static SoundCell delayed(int millis) {
        LinkConditions path = LinkConditions.delayed(Duration.ofMillis(millis));
        return steady("delay of %d ms".formatted(millis), path, 0);
    }

    private static SoundCell jittery(int millis) {
        LinkConditions path = NEAR.jitter(Duration.ofMillis(millis));
        return steady("jitter of %d ms".formatted(millis), path, 0);
    }

    /** Cheap enough for every build: one of each kind. */
    static List<SoundCell> few() {
        return List.of(
                lossy(0.1),
                bursty(0.1),
                jittery(50),
                steady("5 % overtaken", NEAR.reordering(0.05), 0),
                new SoundCell("from even to jitter of 60 ms", NEAR, jittery(60).path(), 0),
                shorter());
    }

    /**
     * What was late by the longer way is played faster, until nothing waits longer than it must.
     */
    private static SoundCell shorter() {
        return new SoundCell("from 180 to 30 ms", delayed(180).path(), NEAR, 0);
    }

    /** All of them. */
    static List<SoundCell> all() {
        return List.of(
                steady("nothing amiss", NEAR, 0),
                lossy(0.01),
                lossy(0.05),
                lossy(0.1),
                lossy(0.2),
                lossy(0.3),
                bursty(0.05),
                bursty(0.1),
                bursty(0.2),
                delayed(0),
                delayed(100),
                delayed(400),
                jittery(20),
                jittery(50),
                jittery(100),
                steady("jitter of 50 ms, 10 % lost", jittery(50).path().loss(0.1), 0.1),
                steady("5 % overtaken", NEAR.reordering(0.05), 0),
                steady("20 % overtaken", NEAR.reordering(0.2), 0),
                steady("10 % twice", NEAR.duplication(0.1), 0),
                steady("100 kbit/s", NEAR.rate(100_000, QUEUE_BYTES), 0),
                steady("5 Mbit/s", NEAR.rate(5_000_000, QUEUE_BYTES), 0),
                new SoundCell("from even to jitter of 60 ms", NEAR, jittery(60).path(), 0),
                new SoundCell("from jitter of 60 ms to even", jittery(60).path(), NEAR, 0),
                new SoundCell("from 30 to 180 ms", NEAR, delayed(180).path(), 0),
                shorter(),
                new SoundCell("from no loss to 20 %", NEAR, NEAR.loss(0.2), 0.2));
    }
}
