package io.calling.media;

import io.calling.ice.net.Network;
import java.util.function.LongConsumer;

/**
 * Ticks once per frame, on the loop. Tick {@code n} is due {@code n} frames after the start:
 * lateness of one doesn't add up, and ticks whose time has passed altogether are left out.
 */
final class FramePacer {
    /** The next tick has waited so long that the process slept: what it missed is past. */
    private static final int MAX_BEHIND = 5;

    private final Network network;
    private final long frameNanos;
    private final LongConsumer onTick;
    private final Network.Alarm alarm;

    private boolean running;
    private long startNanos;
    private long tick;

    FramePacer(Network network, long frameNanos, LongConsumer onTick) {
        this.network = network;
        this.frameNanos = frameNanos;
        this.onTick = onTick;
        this.alarm = network.alarm(this::tick);
    }

    /** Ticks for the first time at once. */
    void start() {
        running = true;
        startNanos = network.nanoTime();
        tick();
    }

    private void tick() {
        if (!running) {
            return;
        }
        long behind = (network.nanoTime() - dueNanos(tick)) / frameNanos;
        if (behind > MAX_BEHIND) {
            tick += behind;
        }
        onTick.accept(tick);
        tick++;
        alarm.set(Math.max(0, dueNanos(tick) - network.nanoTime()));
    }

    /** When tick {@code n} is due, whenever it comes. */
    long dueNanos(long n) {
        return startNanos + n * frameNanos;
    }

    /** No tick follows. */
    void stop() {
        running = false;
        alarm.cancel();
    }
}
