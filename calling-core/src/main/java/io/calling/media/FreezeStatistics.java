package io.calling.media;

/**
 * How evenly pictures have come to the screen, in the names and by the rules of W3C's webrtc-stats.
 * An interval between two frames is a freeze where it is at least thrice the average of the last
 * thirty, and at least 150 ms longer; beyond five seconds it is a pause, and no freeze. What our
 * own user caused, by holding the call, is neither.
 *
 * @param freezeCount how many freezes are over
 * @param totalFreezesNanos how long they lasted
 * @param pauseCount how many pauses are over
 * @param totalPausesNanos how long they lasted
 * @param totalInterFrameDelayNanos the sum of the intervals between frames, without those across a
 *     hold
 * @param totalSquaredInterFrameDelaySeconds the sum of their squares, in square seconds, from which
 *     the variance follows
 */
public record FreezeStatistics(
        long freezeCount,
        long totalFreezesNanos,
        long pauseCount,
        long totalPausesNanos,
        long totalInterFrameDelayNanos,
        double totalSquaredInterFrameDelaySeconds) {
    /** No frame was shown. */
    public static final FreezeStatistics NONE = new FreezeStatistics(0, 0, 0, 0, 0, 0);
}
