package io.calling.testkit.net;

import java.util.SplittableRandom;

/**
 * One direction of a link: decides for each packet whether and when it arrives. Pure: time is an
 * argument and randomness is seeded, so that one order of packets has one outcome. Has one owner,
 * the loop.
 */
final class Pipe {
    /** How far back a packet falls that is overtaken, beside the link's delay and jitter. */
    private static final long OVERTAKEN_BY_NANOS = 20_000_000;

    private final SplittableRandom random;
    private volatile LinkConditions conditions = LinkConditions.PERFECT;
    private volatile boolean cut;
    private boolean inBurst;
    private long freeAtNanos = Long.MIN_VALUE;
    private long lastArrivalNanos = Long.MIN_VALUE;

    Pipe(long seed) {
        this.random = new SplittableRandom(seed);
    }

    void conditions(LinkConditions now) {
        this.conditions = now;
    }

    LinkConditions conditions() {
        return conditions;
    }

    void cut(boolean now) {
        this.cut = now;
    }

    /**
     * Takes a packet.
     *
     * @param nowNanos elapsed time
     * @param ipBytes its length with the IP and transport headers
     */
    Passage pass(long nowNanos, int ipBytes) {
        LinkConditions link = conditions;
        if (cut) {
            return Passage.ended(Fate.CUT);
        }
        if (ipBytes > link.mtuBytes()) {
            return Passage.ended(Fate.TOO_BIG);
        }
        long sentAt = leave(link, nowNanos, ipBytes);
        if (sentAt == Long.MAX_VALUE) {
            return Passage.ended(Fate.QUEUE_FULL);
        }
        if (isLost(link)) {
            return Passage.ended(Fate.LOST);
        }
        long arrival = arrive(link, sentAt);
        boolean twice = happens(link.duplication());
        return new Passage(Fate.CARRIED, arrival - nowNanos, twice);
    }

    // The time at which the last bit has left, or MAX_VALUE where the queue is full.
    private long leave(LinkConditions link, long nowNanos, int ipBytes) {
        if (link.bitsPerSecond() == Long.MAX_VALUE) {
            return nowNanos;
        }
        long from = Math.max(nowNanos, freeAtNanos);
        double nanosPerByte = 8e9 / link.bitsPerSecond();
        if ((from - nowNanos) / nanosPerByte + ipBytes > link.queueBytes()) {
            return Long.MAX_VALUE;
        }
        freeAtNanos = from + (long) (ipBytes * nanosPerByte);
        return freeAtNanos;
    }

    private boolean isLost(LinkConditions link) {
        BurstLoss burst = link.burst();
        if (burst.begin() > 0) {
            inBurst = inBurst ? !happens(burst.end()) : happens(burst.begin());
        }
        return happens(link.loss()) || inBurst;
    }

    private long arrive(LinkConditions link, long sentAt) {
        long travelled = sentAt + link.delay().toNanos() + upTo(link.jitter().toNanos());
        if (happens(link.reordering())) {
            return travelled + OVERTAKEN_BY_NANOS; // and later packets do not wait for it
        }
        lastArrivalNanos = Math.max(lastArrivalNanos, travelled);
        return lastArrivalNanos;
    }

    private boolean happens(double share) {
        return share > 0 && random.nextDouble() < share;
    }

    private long upTo(long most) {
        return most == 0 ? 0 : random.nextLong(most + 1);
    }

    /**
     * What became of a packet.
     *
     * @param fate carried, or why not
     * @param delayNanos until it arrives, if carried
     * @param twice whether it arrives a second time
     */
    record Passage(Fate fate, long delayNanos, boolean twice) {
        static Passage ended(Fate fate) {
            return new Passage(fate, 0, false);
        }
    }
}
