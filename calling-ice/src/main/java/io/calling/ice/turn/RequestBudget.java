package io.calling.ice.turn;

import java.time.Duration;

/**
 * Keeps refusals from becoming a storm: whatever a peer makes us ask for, a relay that refuses sees
 * no more than a dozen such requests a minute. Grants cost nothing. Pure.
 */
final class RequestBudget {
    /** Requests that are in flight, or were refused within the last minute. */
    static final int LIMIT = 12;

    private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();

    private final long[] refusals = new long[LIMIT];
    private int oldest;
    private int refused;
    private int inFlight;

    /** Whether one more may be asked for now; if so, it counts as in flight. */
    boolean tryAsk(long nowNanos) {
        forgetOld(nowNanos);
        if (inFlight + refused >= LIMIT) {
            return false;
        }
        inFlight++;
        return true;
    }

    /** One in flight was granted, or will never be answered. */
    void granted() {
        inFlight--;
    }

    /** One in flight was refused. */
    void refused(long nowNanos) {
        inFlight--;
        refusals[(oldest + refused) % LIMIT] = nowNanos;
        refused++;
    }

    /** The time until the oldest refusal is forgotten; {@link Long#MAX_VALUE} without any. */
    long nanosToNext(long nowNanos) {
        return refused == 0 ? Long.MAX_VALUE : refusals[oldest] + WINDOW_NANOS - nowNanos;
    }

    private void forgetOld(long nowNanos) {
        while (refused > 0 && nanosToNext(nowNanos) <= 0) {
            oldest = (oldest + 1) % LIMIT;
            refused--;
        }
    }
}
