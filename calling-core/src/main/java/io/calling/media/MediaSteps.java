package io.calling.media;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs the steps of one direction of a stream on the media executor, one at a time and in order.
 * However far the executor falls behind, only one task of this direction waits in its queue; steps
 * that are too old by the time it gets to them are left out.
 *
 * <p>A step stands at a position, in a unit of the owner's, and says itself how long it is. Where
 * positions are times they may wrap around, so only their differences are compared.
 */
final class MediaSteps implements Runnable {
    private static final long NONE = Long.MIN_VALUE;

    private final Executor executor;
    private final long maxBehind;
    private final Listener listener;
    private final AtomicBoolean scheduled = new AtomicBoolean();

    private volatile long requested = NONE;
    private volatile boolean ending;

    /** Written by the task alone. */
    private volatile long next;

    private volatile boolean ended;

    /** What there is to do; called on the media executor. */
    interface Listener {
        /** One step; its length. */
        long onStep(long position);

        /** No step follows. Called once. */
        void onEnd();
    }

    /**
     * Steps from position 0 on.
     *
     * @param maxBehind steps further back than this from the newest request are left out
     */
    MediaSteps(Executor executor, long maxBehind, Listener listener) {
        this.executor = executor;
        this.maxBehind = maxBehind;
        this.listener = listener;
    }

    /** Begins elsewhere than at 0. Called by the loop before the first request. */
    void beginAt(long position) {
        next = position;
    }

    /** Runs everything up to {@code position}, soon. Called by the loop alone. */
    void request(long position) {
        requested = position;
        schedule();
    }

    /** The position of the step that follows what was done so far. From any thread. */
    long next() {
        return next;
    }

    /** Ends after the step that is running, if any. */
    void end() {
        ending = true;
        schedule();
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            try {
                executor.execute(this);
            } catch (RejectedExecutionException e) {
                onRejected();
            }
        }
    }

    /** The executor has ended. What must be closed is closed all the same, here. */
    private void onRejected() {
        if (ending) {
            runDue();
        }
        scheduled.set(false);
    }

    @Override
    public void run() {
        try {
            runDue();
        } finally {
            scheduled.set(false); // whatever was thrown, source and sink can still be closed
        }
        if (isDue()) {
            schedule();
        }
    }

    private boolean isDue() {
        return ending ? !ended : next - requested <= 0;
    }

    private void runDue() {
        while (!ending && next - requested <= 0) {
            long oldest = requested - maxBehind;
            long position = next - oldest > 0 ? next : oldest;
            next = position + listener.onStep(position);
        }
        if (ending && !ended) {
            ended = true;
            listener.onEnd();
        }
    }
}
