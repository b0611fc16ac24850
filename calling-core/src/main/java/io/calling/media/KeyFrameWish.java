package io.calling.media;

import java.util.concurrent.TimeUnit;

/**
 * When to ask the peer for a key frame: at once, and as long as none comes after twice the time of
 * before, so that a peer who cannot help it is not flooded. Pure; time is an argument.
 */
final class KeyFrameWish {
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(4);

    /** One whose first packet is here needs no request, unless it does not become whole. */
    private static final long UNDERWAY_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private boolean wanted;
    private boolean asked;
    private long askedNanos;
    private long pauseNanos;
    private long nextPauseNanos = FIRST_PAUSE_NANOS;
    private boolean underway;
    private long underwayNanos;

    /** Nothing can be shown without one. */
    void want() {
        wanted = true;
    }

    boolean isWanted() {
        return wanted;
    }

    /** The first packet of one has come. */
    void onBegun(long nowNanos) {
        underway = true;
        underwayNanos = nowNanos;
        beginAnew();
    }

    /** One has come as a whole. */
    void onCame() {
        wanted = false;
        underway = false;
        beginAnew();
    }

    private void beginAnew() {
        pauseNanos = Math.min(pauseNanos, FIRST_PAUSE_NANOS);
        nextPauseNanos = FIRST_PAUSE_NANOS;
    }

    /** Another source begins. */
    void restart() {
        onCame();
        asked = false;
    }

    /** Whether to ask now; then it is done. */
    boolean take(long nowNanos) {
        if (!wanted || isTooSoon(nowNanos)) {
            return false;
        }
        if (asked && nowNanos - askedNanos > 2 * LONGEST_PAUSE_NANOS) {
            beginAnew();
        }
        pauseNanos = nextPauseNanos;
        nextPauseNanos = Math.min(2 * nextPauseNanos, LONGEST_PAUSE_NANOS);
        wanted = false;
        underway = false;
        asked = true;
        askedNanos = nowNanos;
        return true;
    }

    private boolean isTooSoon(long nowNanos) {
        return asked && nowNanos - askedNanos < pauseNanos
                || underway && nowNanos - underwayNanos < UNDERWAY_NANOS;
    }
}
