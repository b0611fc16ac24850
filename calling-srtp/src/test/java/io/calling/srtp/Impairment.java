package io.calling.srtp;

import java.time.Duration;
import java.util.Random;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Consumer;

/** A bad path in real time: loses, doubles and reorders datagrams. */
final class Impairment implements AutoCloseable {
    private static final long MOST_DELAY_MILLIS = 20;

    private final Timer delays = new Timer("impairment", true);
    private final long bornNanos = System.nanoTime();
    private final Random random;
    private final double loss;
    private final double duplication;
    private final double reordering;
    private long healthyAtNanos = Long.MAX_VALUE;
    private boolean closed;

    Impairment(long seed, double loss, double duplication, double reordering) {
        this.random = new Random(seed);
        this.loss = loss;
        this.duplication = duplication;
        this.reordering = reordering;
    }

    /**
     * Lets everything pass that comes later than {@code after}: for tests that must not hang on
     * luck.
     */
    Impairment healing(Duration after) {
        healthyAtNanos = after.toNanos();
        return this;
    }

    synchronized void pass(byte[] datagram, Consumer<byte[]> to) {
        if (System.nanoTime() - bornNanos > healthyAtNanos) {
            deliver(datagram, to);
            return;
        }
        if (random.nextDouble() < loss) {
            return;
        }
        deliver(datagram, to);
        if (random.nextDouble() < duplication) {
            deliver(datagram, to);
        }
    }

    private void deliver(byte[] datagram, Consumer<byte[]> to) {
        long millis = random.nextDouble() < reordering ? random.nextLong(MOST_DELAY_MILLIS) : 0;
        if (!closed) {
            delays.schedule(
                    new TimerTask() {
                        @Override
                        public void run() {
                            to.accept(datagram);
                        }
                    },
                    millis);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        delays.cancel();
    }
}
