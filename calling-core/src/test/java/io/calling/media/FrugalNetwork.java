package io.calling.media;

import io.calling.ice.net.ForwardingNetwork;
import io.calling.ice.testing.ManualNetwork;
import java.time.Instant;

/** A loop under a manual clock for a handful of timers, which allocates nothing as it runs. */
final class FrugalNetwork extends ForwardingNetwork {
    private static final int MAX_TIMERS = 256;
    private static final Timer UNUSED = () -> {};

    private final Runnable[] tasks = new Runnable[MAX_TIMERS];
    private final long[] due = new long[MAX_TIMERS];
    private long now = 1;

    FrugalNetwork() {
        super(new ManualNetwork(1));
    }

    /** Runs everything that is due within so much time, in order. */
    void pass(long nanos) {
        long end = now + nanos;
        for (int next = next(); next >= 0 && due[next] <= end; next = next()) {
            now = Math.max(now, due[next]);
            Runnable task = tasks[next];
            tasks[next] = null;
            task.run();
        }
        now = end;
    }

    private int next() {
        int next = -1;
        for (int i = 0; i < MAX_TIMERS; i++) {
            if (tasks[i] != null && (next < 0 || due[i] < due[next])) {
                next = i;
            }
        }
        return next;
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        for (int i = 0; i < MAX_TIMERS; i++) {
            if (tasks[i] == null) {
                tasks[i] = task;
                due[i] = now + delayNanos;
                return UNUSED;
            }
        }
        throw new AssertionError("more timers than expected");
    }

    @Override
    public void execute(Runnable task) {
        schedule(0, task);
    }

    @Override
    public boolean isLoop() {
        return true;
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public Instant now() {
        return Instant.EPOCH;
    }
}
