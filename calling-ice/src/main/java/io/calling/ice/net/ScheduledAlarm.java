package io.calling.ice.net;

import org.jspecify.annotations.Nullable;

/** An alarm made of timers that fire once. */
final class ScheduledAlarm implements Network.Alarm {
    private final Network network;
    private final Runnable task;
    private Network.@Nullable Timer timer;

    ScheduledAlarm(Network network, Runnable task) {
        this.network = network;
        this.task = task;
    }

    @Override
    public void set(long delayNanos) {
        cancel();
        timer = network.schedule(delayNanos, task);
    }

    @Override
    public void cancel() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
