package io.calling.ice;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often the peer's checks on a path make us check it too (RFC 8445, 7.3.1.4), once ice4j is
 * gone. A check of ours goes out up to seven times, and anybody can forge where the peer's came
 * from: without a limit a stream of them, in the name of somebody else, is a greater stream of ours
 * to them. Owned by the loop.
 */
final class TriggeredTries {
    /** Of one path that none of them proves, until we look for another ourselves. */
    static final int MAXIMUM = 10;

    /** The first repetitions of a try have gone by then. */
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final Map<Ends, Tries> tries = new HashMap<>();

    private record Ends(Base base, InetSocketAddress remote) {}

    private record Tries(int count, long latestNanos) {}

    /** Whether a check that came just now may cause a try; if so, it counts. */
    boolean allows(Base base, InetSocketAddress remote, long nowNanos) {
        Ends ends = new Ends(base, remote);
        @Nullable Tries before = tries.get(ends);
        if (before == null) {
            tries.put(ends, new Tries(1, nowNanos));
            return true;
        }
        if (before.count() == MAXIMUM || nowNanos - before.latestNanos() < PAUSE_NANOS) {
            return false;
        }
        tries.put(ends, new Tries(before.count() + 1, nowNanos));
        return true;
    }

    /** A base is gone. */
    void forget(Base base) {
        tries.keySet().removeIf(ends -> ends.base() == base);
    }

    /** We look for a path ourselves, where the peer's checks are welcome. */
    void reset() {
        tries.clear();
    }
}
