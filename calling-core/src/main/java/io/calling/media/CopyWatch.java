package io.calling.media;

/**
 * Whether the peer's packets carry copies of what is missing often enough to wait for them: a frame
 * that is lost can be taken from the packet behind it if that one has come by then. The past is
 * forgotten within some five seconds. For one thread; allocates nothing.
 */
final class CopyWatch {
    private static final double MEMORY_FRAMES = 256;

    /** Share of the frames; below it, waiting would cost more than what is made up. */
    private static final double ENOUGH = 0.01;

    private static final double TOO_FEW = 0.005;

    private double share;
    private boolean missing;
    private boolean worthWaiting;

    /** A frame is missing. */
    void onMissing() {
        missing = true;
    }

    /** Whether the next frame follows one that is missing: only then it matters what it carries. */
    boolean isBehindMissing() {
        return missing;
    }

    /** A frame came, with a copy of the one before or without. */
    void onFrame(boolean copy) {
        share += ((missing && copy ? 1 : 0) - share) / MEMORY_FRAMES;
        missing = false;
        worthWaiting = share > (worthWaiting ? TOO_FEW : ENOUGH);
    }

    boolean isWorthWaiting() {
        return worthWaiting;
    }
}
