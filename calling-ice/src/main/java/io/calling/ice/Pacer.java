package io.calling.ice;

import io.calling.ice.net.Network;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Runs tasks at the pace of checks, Ta (RFC 8445, 14.2), the first at once. Owned by the loop. */
final class Pacer implements AutoCloseable {
    private static final long PACE_NANOS = Duration.ofMillis(5).toNanos();

    private final Network network;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private Network.@Nullable Timer timer;

    Pacer(Network network) {
        this.network = network;
    }

    /** Runs a task in its turn; drops it where too many wait. */
    void run(Runnable task) {
        if (timer == null) {
            timer = network.schedule(PACE_NANOS, this::next);
            task.run();
        } else if (waiting.size() < RemoteAddressPolicy.MAXIMUM_CANDIDATES) {
            waiting.add(task);
        }
    }

    private void next() {
        Runnable task = waiting.poll();
        timer = task == null ? null : network.schedule(PACE_NANOS, this::next);
        if (task != null) {
            task.run();
        }
    }

    @Override
    public void close() {
        waiting.clear();
        if (timer != null) {
            timer.cancel();
        }
    }
}
