package io.calling.ice.net;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Looks every half second which addresses this host has, for all who want to know, as long as
 * anybody does. Owned by the loop, but for {@link #add} and what it returns.
 */
final class AddressWatch {
    /** Twice within the second in which a call has to follow a change. */
    private static final long PERIOD_NANOS = Duration.ofMillis(500).toNanos();

    private final Network network;
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private @Nullable Set<InetAddress> last;
    private boolean looking;

    AddressWatch(Network network) {
        this.network = network;
    }

    /** Runs {@code task} on the loop after each change, until the handle is cancelled. */
    Network.Timer add(Runnable task) {
        watchers.add(task);
        network.execute(this::begin);
        return () -> watchers.remove(task);
    }

    private void begin() {
        if (!looking) {
            looking = true;
            last = null;
            look();
        }
    }

    /** The system takes its time where there are many interfaces, so not on the loop. */
    private void look() {
        network.compute(
                () -> {
                    Set<InetAddress> found = new HashSet<>(network.localAddresses());
                    found.removeIf(AddressWatch::leadsNowhere);
                    network.execute(() -> compare(found));
                });
    }

    /** Link-local addresses come and go with each container that is started on a server. */
    private static boolean leadsNowhere(InetAddress address) {
        return address.isLinkLocalAddress() || address.isLoopbackAddress();
    }

    private void compare(Set<InetAddress> found) {
        boolean changed = last != null && !last.equals(found);
        last = found;
        if (changed) {
            watchers.forEach(Runnable::run);
        }
        looking = !watchers.isEmpty();
        if (looking) {
            var ignored = network.schedule(PERIOD_NANOS, this::look);
        }
    }
}
