package io.calling.srtp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** One direction of a path in virtual time: delays, loses, doubles and reorders by a seed. */
final class LossyLink implements DatagramOutput {
    private static final Duration DELAY = Duration.ofMillis(20);

    private final VirtualTime time;
    private final Random random;
    private final List<byte[]> carried = new ArrayList<>();
    private Consumer<byte[]> receiver = datagram -> {};
    private int failures;
    private double loss;
    private double duplication;
    private double reordering;

    LossyLink(VirtualTime time, long seed) {
        this.time = time;
        this.random = new Random(seed);
    }

    LossyLink to(Consumer<byte[]> receiver) {
        this.receiver = receiver;
        return this;
    }

    /** Each a probability. */
    LossyLink impaired(double loss, double duplication, double reordering) {
        this.loss = loss;
        this.duplication = duplication;
        this.reordering = reordering;
        return this;
    }

    /** Throws for so many datagrams. */
    void failing(int times) {
        failures = times;
    }

    @Override
    public synchronized void send(byte[] buffer, int offset, int length) {
        if (failures-- > 0) {
            throw new IllegalStateException("thrown on purpose");
        }
        byte[] datagram = Arrays.copyOfRange(buffer, offset, offset + length);
        carried.add(datagram);
        if (random.nextDouble() < loss) {
            return;
        }
        deliver(datagram);
        if (random.nextDouble() < duplication) {
            deliver(datagram);
        }
    }

    private void deliver(byte[] datagram) {
        long delay = DELAY.toNanos();
        if (random.nextDouble() < reordering) {
            delay += random.nextLong(DELAY.toNanos());
        }
        time.schedule(delay, () -> receiver.accept(datagram));
    }

    /** All that was sent, lost or not. */
    synchronized List<byte[]> carried() {
        return List.copyOf(carried);
    }
}
