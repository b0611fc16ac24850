package io.calling.media;

/**
 * How many bytes may be sent again for the peer's asking: half of what is sent, saved up until a
 * second can be repaired. A few bytes of requests are answered with thousands; whoever asks for
 * everything again and again gets no more than that, and the pictures go on.
 *
 * <p>Half is what a path needs that loses a third of all packets, repairs included.
 */
final class RepairBudget {
    private static final double SHARE = 0.5;
    private static final double MOST_SECONDS = 1;

    /** However little is sent: a small key frame. */
    private static final double LEAST_SAVED_BYTES = 24_000;

    private double bytes = LEAST_SAVED_BYTES;
    private long earnedNanos;

    RepairBudget(long nowNanos) {
        earnedNanos = nowNanos;
    }

    /**
     * Takes what one packet needs, or nothing.
     *
     * @param bitsPerSecond that are sent beside repairs
     * @return whether it was there
     */
    boolean take(int packetBytes, long bitsPerSecond, long nowNanos) {
        double perSecond = bitsPerSecond / 8.0;
        double most = Math.max(LEAST_SAVED_BYTES, MOST_SECONDS * perSecond);
        double earned = SHARE * perSecond * (nowNanos - earnedNanos) / 1e9;
        bytes = Math.min(most, bytes + earned);
        earnedNanos = nowNanos;
        if (bytes < packetBytes) {
            return false;
        }
        bytes -= packetBytes;
        return true;
    }
}
