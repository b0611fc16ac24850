package io.calling.ice.turn;

import java.time.Duration;

/**
 * When a client sends again, refreshes, and gives up. All in nanoseconds.
 *
 * @param rto the first retransmission over UDP; each later one waits twice as long (RFC 8489,
 *     6.2.1, which suggests 500 ms; relays are near, and calls are in a hurry)
 * @param sends how often a request is sent over UDP in all (Rc)
 * @param lastWait how long the answer to the last one is waited for, in units of {@code rto} (Rm)
 * @param allocate how long an allocation may take in all, authentication included
 * @param suspicion how long the true answer is waited for when a doubtful one has come
 * @param permission how often a permission or channel in use is refreshed (they live 5 and 10
 *     minutes; RFC 8656, 9 and 12)
 * @param refused how long a refused permission or channel is not asked for again
 */
record TurnTimings(
        long rto,
        int sends,
        int lastWait,
        long allocate,
        long suspicion,
        long permission,
        long refused) {

    static final TurnTimings STANDARD =
            new TurnTimings(
                    Duration.ofMillis(250).toNanos(),
                    7,
                    16,
                    Duration.ofSeconds(8).toNanos(),
                    Duration.ofMillis(500).toNanos(),
                    Duration.ofSeconds(240).toNanos(),
                    Duration.ofSeconds(60).toNanos());

    /**
     * How long a request that is sent {@code sends} times over UDP is waited for in all; over a
     * stream it is waited for as long (RFC 8489: 79 RTO for seven).
     */
    long transaction(int sends) {
        return rto * ((1L << (sends - 1)) - 1 + lastWait);
    }

    /**
     * When an allocation is refreshed: a minute ahead, so that a few lost tries do no harm, or at
     * half-time where it lives shorter than that.
     */
    static long refreshAfter(long lifetimeSeconds) {
        long ahead = Math.min(60, lifetimeSeconds / 2);
        return Duration.ofSeconds(Math.max(1, lifetimeSeconds - ahead)).toNanos();
    }

    /**
     * When permissions are refreshed at a relay that grants allocations of {@code lifetimeSeconds}:
     * it does not say how long permissions live, but one that shortens the one shortens the other.
     */
    long permissionAt(long lifetimeSeconds) {
        return Math.min(permission, Duration.ofSeconds(lifetimeSeconds).toNanos() * 2 / 5);
    }
}
