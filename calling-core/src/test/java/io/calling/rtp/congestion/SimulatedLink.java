package io.calling.rtp.congestion;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * A bottleneck with a queue, under a clock of its own, which soon wraps; one seed has one outcome.
 */
final class SimulatedLink {
    private static final long START_NANOS = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(12);

    private record Event(long nanos, long order, Runnable task) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::nanos).thenComparing(Event::order));
    private final SplittableRandom random;
    private long order;
    private long nowNanos;
    private long freeNanos;

    long bitsPerSecond = 1_000_000;
    int queueBytes = 250_000;
    long delayNanos = TimeUnit.MILLISECONDS.toNanos(25);
    long jitterNanos;
    double loss;
    private long lastArrivalNanos;

    SimulatedLink(long seed) {
        random = new SplittableRandom(seed);
    }

    long nowNanos() {
        return START_NANOS + nowNanos;
    }

    SplittableRandom random() {
        return random;
    }

    void after(long nanos, Runnable task) {
        events.add(new Event(nowNanos + Math.max(0, nanos), order++, task));
    }

    void pass(long nanos) {
        long end = nowNanos + nanos;
        while (!events.isEmpty() && events.peek().nanos() <= end) {
            Event event = events.remove();
            nowNanos = Math.max(nowNanos, event.nanos());
            event.task().run();
        }
        nowNanos = end;
    }

    void passSeconds(double seconds) {
        pass((long) (seconds * 1e9));
    }

    /** How long a packet that comes now would wait. */
    long queueNanos() {
        return Math.max(0, freeNanos - nowNanos);
    }

    /** A packet enters; it may arrive. */
    void carry(int bytes, Runnable arrival) {
        double nanosPerByte = 8e9 / bitsPerSecond;
        if (queueNanos() / nanosPerByte + bytes > queueBytes) {
            return;
        }
        freeNanos = Math.max(freeNanos, nowNanos) + (long) (bytes * nanosPerByte);
        if (random.nextDouble() < loss) {
            return;
        }
        long jitter = jitterNanos == 0 ? 0 : random.nextLong(jitterNanos);
        long at = Math.max(lastArrivalNanos, freeNanos + delayNanos + jitter);
        lastArrivalNanos = at;
        after(at - nowNanos, arrival);
    }
}
