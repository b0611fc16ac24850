package io.calling.media;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs the steps of one stream on the media executor, one at a time and in order. However far the
 * executor falls behind, only one task of this stream waits in its queue; steps that are too old by
 * the time it gets to them are left out.
 */
final class MediaSteps implements Runnable {
    private static final int MAX_BEHIND = 5;
    private static final int NONE = -1;

    private final Executor executor;
    private final Listener listener;
    private final AtomicBoolean scheduled = new AtomicBoolean();

    private volatile long requested = NONE;
    private volatile boolean ending;

    /** Written by the task alone. */
    private volatile long done = NONE;

    private volatile boolean ended;

    /** What there is to do; called on the media executor. */
    interface Listener {
        /** One step. */
        void onStep(long step);

        /** No step follows. Called once. */
        void onEnd();
    }

    MediaSteps(Executor executor, Listener listener) {
        this.executor = executor;
        this.listener = listener;
    }

    /** Runs everything up to {@code step}, soon. Called by the loop alone. */
    void request(long step) {
        requested = step;
        schedule();
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
        runDue();
        scheduled.set(false);
        if (isDue()) {
            schedule();
        }
    }

    private boolean isDue() {
        return ending ? !ended : done < requested;
    }

    private void runDue() {
        while (!ending && done < requested) {
            done = Math.max(done + 1, requested - MAX_BEHIND);
            listener.onStep(done);
        }
        if (ending && !ended) {
            ended = true;
            listener.onEnd();
        }
    }
}
