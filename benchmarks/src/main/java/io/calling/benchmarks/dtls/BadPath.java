package io.calling.benchmarks.dtls;

import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Loses 20 % of all datagrams, doubles 10 %, and delays 30 % by up to 20 ms, by a seed. */
final class BadPath {
    private static final double LOSS = 0.2;
    private static final double DUPLICATION = 0.1;
    private static final double REORDERING = 0.3;
    private static final long MOST_DELAY_MILLIS = 20;

    private final Random random;
    private final ScheduledExecutorService delays;
    private long firstNanos;

    BadPath(long seed, ScheduledExecutorService delays) {
        this.random = new Random(seed);
        this.delays = delays;
    }

    /** Takes a datagram for {@code to}. */
    synchronized void pass(byte[] datagram, Consumer<byte[]> to) {
        if (firstNanos == 0) {
            firstNanos = System.nanoTime();
        }
        if (random.nextDouble() < LOSS) {
            return;
        }
        deliver(datagram, to);
        if (random.nextDouble() < DUPLICATION) {
            deliver(datagram, to);
        }
    }

    private void deliver(byte[] datagram, Consumer<byte[]> to) {
        long millis = random.nextDouble() < REORDERING ? random.nextLong(MOST_DELAY_MILLIS) : 0;
        try {
            var unused = delays.schedule(() -> to.accept(datagram), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException over) {
            // Late datagrams are lost ones.
        }
    }

    /** Milliseconds since the first datagram, lost or not, set out. */
    synchronized double millisSinceFirst() {
        return (System.nanoTime() - firstNanos) / 1e6;
    }
}
