package io.calling.ice;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Where the peer's first authentic check came from. Whoever sent it has not consented yet (RFC
 * 7675, 5), so a first flight and its repetitions may go there, and no more. Thread-safe.
 */
final class CheckedPath {
    /** A ClientHello in two parts, three times repeated. */
    static final int MAXIMUM = 8;

    private final Path path;
    private final AtomicInteger left = new AtomicInteger(MAXIMUM);

    CheckedPath(Path path) {
        this.path = path;
    }

    Base base() {
        return path.base();
    }

    /** The path for one datagram, or null where as many have gone as may. */
    @Nullable Path take() {
        return left.getAndUpdate(n -> Math.max(0, n - 1)) > 0 ? path : null;
    }
}
