package io.calling.ice;

import io.calling.ice.net.Network;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Follows the changes of this host's addresses: the first at once, those that come close behind it
 * together, so that an interface that goes up and down makes no storm. Owned by the loop.
 */
final class AddressChanges implements AutoCloseable {
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final Network network;
    private final Runnable follow;
    private Network.@Nullable Timer watch;
    private Network.@Nullable Timer pause;
    private boolean changed;

    AddressChanges(Network network, Runnable follow) {
        this.network = network;
        this.follow = follow;
    }

    /** Begins to watch, unless it does. */
    void watch() {
        if (watch == null) {
            watch = network.watchAddresses(this::onChanged);
        }
    }

    private void onChanged() {
        changed = watch != null;
        if (pause == null) {
            next();
        }
    }

    private void next() {
        pause = changed ? network.schedule(PAUSE_NANOS, this::next) : null;
        if (changed) {
            changed = false;
            followUnlessOffline();
        }
    }

    /** Without any address there is nobody to ask; the next one is a change again. */
    private void followUnlessOffline() {
        boolean online =
                network.localAddresses().stream()
                        .anyMatch(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress());
        if (online) {
            follow.run();
        }
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.cancel();
            watch = null;
        }
        if (pause != null) {
            pause.cancel();
        }
    }
}
