package io.calling.srtp;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * When a flight that got no answer is sent again.
 *
 * <p>RFC 6347, 4.2.4.1, lets applications choose smaller values than its initial second when they
 * know better. People wait for a call's handshake, it is a handful of datagrams, and the path has
 * just carried connectivity checks: so the wait starts a little above the round-trip time and
 * doubles, but only up to a second, one flight per second being less than any media that follows.
 * RFC 9147, 5.8.2, recommends 400 ms for DTLS-SRTP for the same reason.
 */
final class RetransmissionTimer {
    private static final long MOST_NANOS = Duration.ofSeconds(1).toNanos();

    private final DtlsTimers timers;
    private final long firstNanos;
    private final Runnable onExpiry;
    private final AtomicReference<DtlsTimers.@Nullable Timer> pending = new AtomicReference<>();
    private long waitNanos;

    RetransmissionTimer(DtlsTimers timers, Duration first, Runnable onExpiry) {
        this.timers = timers;
        this.firstNanos = first.toNanos();
        this.onExpiry = onExpiry;
    }

    /** A new flight is on its way. */
    synchronized void start() {
        waitNanos = firstNanos;
        schedule();
    }

    /** The same flight is on its way again. */
    synchronized void backOff() {
        waitNanos = Math.min(waitNanos * 2, MOST_NANOS);
        schedule();
    }

    private void schedule() {
        replace(timers.schedule(waitNanos, onExpiry));
    }

    /** The flight was answered, or nobody waits for the answer any more. */
    void stop() {
        replace(null);
    }

    private void replace(DtlsTimers.@Nullable Timer next) {
        DtlsTimers.Timer previous = pending.getAndSet(next);
        if (previous != null) {
            previous.cancel();
        }
    }
}
