package io.calling.media;

import io.calling.rtp.Counter;

/**
 * What became of the frames that came, over all the times that a call has video: counted by whoever
 * shows them, one after the other, and read from any thread.
 */
final class ShownFrames {
    private final Counter shown = new Counter();
    private final Counter keyFrames = new Counter();
    private final FreezeCounter freezes = new FreezeCounter();

    /** A frame was shown, and could be. */
    void onShown(boolean keyFrame, long nowNanos) {
        shown.add(1);
        keyFrames.add(keyFrame ? 1 : 0);
        freezes.onFrame(nowNanos);
    }

    /** Nothing is to be shown for a while; from any thread. */
    void interrupt() {
        freezes.interrupt();
    }

    long shown() {
        return shown.get();
    }

    long keyFrames() {
        return keyFrames.get();
    }

    FreezeStatistics freezes() {
        return freezes.statistics();
    }
}
