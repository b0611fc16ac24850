package io.calling.testkit.net;

import java.time.Duration;

/**
 * What one direction of a link does to packets. A value; start from {@link #PERFECT} and change
 * what the test is about.
 *
 * @param delay how long each packet travels
 * @param jitter added to the delay, evenly from zero to this; order is kept
 * @param loss share of packets that vanish, 0 to 1, each on its own
 * @param burst losses that come in runs, beside {@code loss}
 * @param reordering share of packets that are overtaken by later ones, 0 to 1
 * @param duplication share of packets that arrive twice, 0 to 1
 * @param bitsPerSecond how fast packets leave; {@link Long#MAX_VALUE} for at once
 * @param queueBytes how much may wait for a slow link before packets are dropped
 * @param mtuBytes the largest IP packet; larger ones vanish
 */
public record LinkConditions(
        Duration delay,
        Duration jitter,
        double loss,
        BurstLoss burst,
        double reordering,
        double duplication,
        long bitsPerSecond,
        int queueBytes,
        int mtuBytes) {

    /** No delay, no loss, no limit. */
    public static final LinkConditions PERFECT =
            new LinkConditions(
                    Duration.ZERO,
                    Duration.ZERO,
                    0,
                    BurstLoss.NONE,
                    0,
                    0,
                    Long.MAX_VALUE,
                    64 * 1024,
                    65_535);

    /** Checks the values. */
    public LinkConditions {
        notNegative("delay", delay);
        notNegative("jitter", jitter);
        share("loss", loss);
        share("reordering", reordering);
        share("duplication", duplication);
        positive("bitsPerSecond", bitsPerSecond);
        positive("queueBytes", queueBytes);
        positive("mtuBytes", mtuBytes);
    }

    /** A perfect link but for its delay. */
    public static LinkConditions delayed(Duration oneWay) {
        return PERFECT.delay(oneWay);
    }

    /** These conditions with another delay. */
    public LinkConditions delay(Duration oneWay) {
        return new LinkConditions(
                oneWay,
                jitter,
                loss,
                burst,
                reordering,
                duplication,
                bitsPerSecond,
                queueBytes,
                mtuBytes);
    }

    /** These conditions with other jitter. */
    public LinkConditions jitter(Duration most) {
        return new LinkConditions(
                delay,
                most,
                loss,
                burst,
                reordering,
                duplication,
                bitsPerSecond,
                queueBytes,
                mtuBytes);
    }

    /** These conditions with another share of single losses. */
    public LinkConditions loss(double share) {
        return new LinkConditions(
                delay,
                jitter,
                share,
                burst,
                reordering,
                duplication,
                bitsPerSecond,
                queueBytes,
                mtuBytes);
    }

    /** These conditions with other runs of losses. */
    public LinkConditions burst(BurstLoss runs) {
        return new LinkConditions(
                delay,
                jitter,
                loss,
                runs,
                reordering,
                duplication,
                bitsPerSecond,
                queueBytes,
                mtuBytes);
    }

    /** These conditions with another share of packets that are overtaken. */
    public LinkConditions reordering(double share) {
        return new LinkConditions(
                delay,
                jitter,
                loss,
                burst,
                share,
                duplication,
                bitsPerSecond,
                queueBytes,
                mtuBytes);
    }

    /** These conditions with another share of packets that arrive twice. */
    public LinkConditions duplication(double share) {
        return new LinkConditions(
                delay, jitter, loss, burst, reordering, share, bitsPerSecond, queueBytes, mtuBytes);
    }

    /** These conditions at another speed, with room for {@code queue} bytes that wait. */
    public LinkConditions rate(long bitsEachSecond, int queue) {
        return new LinkConditions(
                delay,
                jitter,
                loss,
                burst,
                reordering,
                duplication,
                bitsEachSecond,
                queue,
                mtuBytes);
    }

    /** These conditions with another largest packet. */
    public LinkConditions mtu(int bytes) {
        return new LinkConditions(
                delay,
                jitter,
                loss,
                burst,
                reordering,
                duplication,
                bitsPerSecond,
                queueBytes,
                bytes);
    }

    private static void notNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative: " + value);
        }
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be from 0 to 1: " + value);
        }
    }

    private static void positive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive: " + value);
        }
    }
}
