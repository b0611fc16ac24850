package io.calling.media;

import io.calling.rtp.Counter;
import java.util.concurrent.TimeUnit;

/**
 * Counts freezes and pauses. Frames are told by one thread at a time; the numbers are read by any.
 */
final class FreezeCounter {
    private static final int AVERAGED = 30;
    private static final int FACTOR = 3;
    private static final long LONGER_NANOS = TimeUnit.MILLISECONDS.toNanos(150);
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final long[] intervals = new long[AVERAGED];
    private int known;
    private int next;
    private long sum;
    private boolean begun;
    private volatile boolean interrupted;
    private long lastNanos;
    private final Counter freezes = new Counter();
    private final Counter frozenNanos = new Counter();
    private final Counter pauses = new Counter();
    private final Counter pausedNanos = new Counter();
    private final Counter totalNanos = new Counter();
    private final Counter squaredMicros = new Counter();

    /** A frame is shown. */
    void onFrame(long nowNanos) {
        if (interrupted) {
            interrupted = false;
            begun = false;
        }
        if (begun) {
            onInterval(nowNanos - lastNanos);
        }
        begun = true;
        lastNanos = nowNanos;
    }

    private void onInterval(long nanos) {
        totalNanos.add(nanos);
        squaredMicros.add(nanos / 1_000 * (nanos / 1_000));
        if (nanos > PAUSE_NANOS) {
            pauses.add(1);
            pausedNanos.add(nanos);
        } else if (known > 0 && nanos >= limitNanos()) {
            freezes.add(1);
            frozenNanos.add(nanos);
        }
        remember(nanos);
    }

    private long limitNanos() {
        long average = sum / known;
        return Math.max(FACTOR * average, average + LONGER_NANOS);
    }

    private void remember(long nanos) {
        sum += nanos - intervals[next];
        intervals[next] = nanos;
        next = (next + 1) % AVERAGED;
        known = Math.min(known + 1, AVERAGED);
    }

    /** Our own user does not want to see anything for a while; from any thread. */
    void interrupt() {
        interrupted = true;
    }

    /** From any thread. */
    FreezeStatistics statistics() {
        return new FreezeStatistics(
                freezes.get(),
                frozenNanos.get(),
                pauses.get(),
                pausedNanos.get(),
                totalNanos.get(),
                squaredMicros.get() / 1e12);
    }
}
