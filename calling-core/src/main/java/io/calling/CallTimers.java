package io.calling;

import io.calling.ice.net.Network;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** The timers of one call, on the loop. */
final class CallTimers {
    private final Network network;
    private final Consumer<CallInput.Timer> onTimer;
    private final Map<CallInput.Timer, Network.Timer> running =
            new EnumMap<>(CallInput.Timer.class);

    CallTimers(Network network, Consumer<CallInput.Timer> onTimer) {
        this.network = network;
        this.onTimer = onTimer;
    }

    void set(CallInput.Timer timer, Duration delay) {
        cancel(timer);
        running.put(timer, network.schedule(delay.toNanos(), () -> onTimer.accept(timer)));
    }

    void cancel(CallInput.Timer timer) {
        Network.Timer old = running.remove(timer);
        if (old != null) {
            old.cancel();
        }
    }

    void cancelAll() {
        running.values().forEach(Network.Timer::cancel);
        running.clear();
    }
}
