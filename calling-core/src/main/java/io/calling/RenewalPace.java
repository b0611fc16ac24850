package io.calling;

import io.calling.ice.net.Network;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Spaces the new transports of one call: the first at once, others a second apart. On the loop. */
final class RenewalPace implements AutoCloseable {
    static final Duration PAUSE = Duration.ofSeconds(1);

    private final Network network;
    private final Runnable renew;
    private Network.@Nullable Timer pause;
    private boolean wanted;

    /** {@code renew} is run for one that had to wait. */
    RenewalPace(Network network, Runnable renew) {
        this.network = network;
        this.renew = renew;
    }

    /** Whether a new transport may be opened now; otherwise it will be, when it is its turn. */
    boolean isDue() {
        if (pause == null) {
            begin();
            return true;
        }
        wanted = true;
        return false;
    }

    private void begin() {
        pause = network.schedule(PAUSE.toNanos(), this::onPauseOver);
    }

    private void onPauseOver() {
        pause = null;
        if (wanted) {
            wanted = false;
            begin();
            renew.run();
        }
    }

    @Override
    public void close() {
        if (pause != null) {
            pause.cancel();
        }
        wanted = false;
    }
}
