package io.calling.media;

import io.calling.ice.net.Network;
import java.util.concurrent.TimeUnit;

/**
 * Asks for audio when it is due, on the loop: where the steps so far end, or a frame after the last
 * request while those are still running. Frames may so be longer or shorter than expected.
 */
final class PlayoutTimer {
    /** A request further back than this is for a time in which the process slept. */
    private static final int MAX_BEHIND = 5;

    /** Timers fire a little early on some systems; asking again for so little is no use. */
    private static final long SLACK_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private final Network network;
    private final long frameNanos;
    private final MediaSteps steps;
    private final Network.Alarm alarm;

    private boolean running;
    private long lastDueNanos;

    PlayoutTimer(Network network, long frameNanos, MediaSteps steps) {
        this.network = network;
        this.frameNanos = frameNanos;
        this.steps = steps;
        this.alarm = network.alarm(this::tick);
    }

    /** The first audio is due now. */
    void start() {
        running = true;
        long now = network.nanoTime();
        lastDueNanos = now - frameNanos;
        steps.beginAt(now);
        tick();
    }

    private void tick() {
        if (!running) {
            return;
        }
        long now = network.nanoTime();
        long due = nextDueNanos(now - MAX_BEHIND * frameNanos);
        if (due - now <= SLACK_NANOS) {
            lastDueNanos = due;
            steps.request(due);
            due = nextDueNanos();
        }
        alarm.set(Math.max(0, due - now));
    }

    /** The clock may wrap around, so instants are compared by their difference. */
    private long nextDueNanos(long earliest) {
        long next = nextDueNanos();
        return next - earliest > 0 ? next : earliest;
    }

    private long nextDueNanos() {
        long next = steps.next();
        return next - lastDueNanos > 0 ? next : lastDueNanos + frameNanos;
    }

    /** Nothing is due any more. */
    void stop() {
        running = false;
        alarm.cancel();
    }
}
