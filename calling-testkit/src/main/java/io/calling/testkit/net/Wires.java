package io.calling.testkit.net;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What every part of one virtual network shares: time, log, and where its randomness comes from.
 */
final class Wires {
    final Scheduler scheduler;
    final PacketLog log;
    final NameTable names = new NameTable();
    private final long seed;
    private final long originNanos;
    private final AtomicLong packets = new AtomicLong();

    Wires(Scheduler scheduler, long seed) {
        this.scheduler = scheduler;
        this.seed = seed;
        this.originNanos = scheduler.nanoTime();
        this.log = new PacketLog();
    }

    /** Time since the network was made. */
    long elapsedNanos() {
        return scheduler.nanoTime() - originNanos;
    }

    /** Counts packets. */
    long nextPacketId() {
        return packets.incrementAndGet();
    }

    /** A seed for one part, the same however many other parts there are. */
    long seedFor(String part) {
        return new SplittableRandom(seed ^ ((long) part.hashCode() << 17)).nextLong();
    }

    /** Does it now if it takes no time and this is the loop, otherwise when its time has come. */
    void hop(long delayNanos, Runnable step) {
        if (delayNanos == 0 && scheduler.isLoop()) {
            step.run();
        } else {
            scheduler.schedule(delayNanos, this, step);
        }
    }
}
