package io.calling.ice;

import io.calling.ice.net.Network;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Timers that end with their owner, so that nothing holds on to what is closed. */
final class Deadlines implements AutoCloseable {
    private final Network network;
    private final List<Network.Timer> timers = new ArrayList<>();

    Deadlines(Network network) {
        this.network = network;
    }

    void after(Duration deadline, Runnable task) {
        timers.add(network.schedule(deadline.toNanos(), task));
    }

    @Override
    public void close() {
        timers.forEach(Network.Timer::cancel);
        timers.clear();
    }
}
