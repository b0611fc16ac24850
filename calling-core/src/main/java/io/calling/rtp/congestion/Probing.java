package io.calling.rtp.congestion;

import java.util.concurrent.TimeUnit;

/**
 * When to probe the path, and how fast: at the start with three times the first rate, then with
 * twice of what was found while that goes on, and later while it isn't known what the bottleneck
 * carries. One probe at a time, since each may fill the queue of a narrow path.
 */
final class Probing {
    static final int NOTHING = 0;

    static final int LEAST_PACKETS = 5;
    private static final long DURATION_NANOS = TimeUnit.MILLISECONDS.toNanos(15);
    private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** While no probe has told anything yet, as where the first one was lost. */
    private static final long UNANSWERED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final double WORTH_MORE = 0.7;

    /** A probe that is hardly faster than the one before finds nothing new. */
    private static final double FURTHER = 1.2;

    private static final int FIRST_FACTOR = 3;
    private static final int MOST_PADDING_BYTES = 1_200;
    private static final int LEAST_PADDING_BYTES = 300;

    private final BandwidthConfig config;
    private boolean begun;
    private boolean answered;
    private int lastProbe;
    private long wanted;
    private long moreAbove = Long.MAX_VALUE;
    private long askedNanos;
    private long activeRate;
    private int activeBytesLeft;
    private int activePacketsLeft;

    Probing(BandwidthConfig config) {
        this.config = config;
    }

    /** The first packet leaves. */
    void begin(long nowNanos) {
        if (!begun) {
            begun = true;
            want(FIRST_FACTOR * config.startBitsPerSecond(), nowNanos);
        }
    }

    boolean hasBegun() {
        return begun;
    }

    private void want(long bitsPerSecond, long nowNanos) {
        wanted = Math.min(bitsPerSecond, config.maxBitsPerSecond());
        moreAbove = (long) (wanted * WORTH_MORE);
        askedNanos = nowNanos;
    }

    /** A probe found so much: is there more? */
    void onResult(long bitsPerSecond, long roundTripNanos, long nowNanos) {
        answered = true;
        if (isActive() || wanted != 0 || bitsPerSecond >= config.maxBitsPerSecond()) {
            return;
        }
        long next = Math.min(2 * bitsPerSecond, config.maxBitsPerSecond());
        boolean fresh = nowNanos - askedNanos < ANSWER_NANOS + 2 * roundTripNanos;
        if (fresh && bitsPerSecond > moreAbove && next > FURTHER * activeRate) {
            want(next, nowNanos);
        }
    }

    /** All that may be sent is sent, and it isn't known what the path carries. */
    void onSearch(long targetBitsPerSecond, long nowNanos) {
        boolean free = begun && !isActive() && wanted == 0;
        boolean room = targetBitsPerSecond < config.maxBitsPerSecond();
        long pause = answered ? PAUSE_NANOS : UNANSWERED_NANOS;
        if (free && room && nowNanos - askedNanos >= pause) {
            want(2 * targetBitsPerSecond, nowNanos);
        }
    }

    /** The path is overused or the losses are high: no probe now. */
    void stop() {
        wanted = 0;
        activePacketsLeft = 0;
        activeBytesLeft = 0;
        moreAbove = Long.MAX_VALUE;
    }

    /**
     * Starts the probe that is due.
     *
     * @return whether there is one, not begun before
     */
    boolean start() {
        if (isActive() || wanted == 0) {
            return false;
        }
        lastProbe = lastProbe == Integer.MAX_VALUE ? 1 : lastProbe + 1;
        activeRate = wanted;
        activePacketsLeft = LEAST_PACKETS;
        activeBytesLeft = leastBytes();
        wanted = 0;
        return true;
    }

    /** Of the probe that is active or was last. */
    int leastBytes() {
        return (int) (activeRate / 8e9 * DURATION_NANOS);
    }

    /** Of one packet of padding, so that the probe is of enough packets and no more bytes. */
    int paddingBytes() {
        int even = leastBytes() / LEAST_PACKETS;
        return Math.max(LEAST_PADDING_BYTES, Math.min(MOST_PADDING_BYTES, even));
    }

    boolean isActive() {
        return activePacketsLeft > 0 || activeBytesLeft > 0;
    }

    /** The probe that a packet leaving now belongs to, or {@link #NOTHING}. */
    int active() {
        return isActive() ? lastProbe : NOTHING;
    }

    /** Its rate. */
    long activeBitsPerSecond() {
        return activeRate;
    }

    void onSent(int bytes) {
        activePacketsLeft = Math.max(0, activePacketsLeft - 1);
        activeBytesLeft = Math.max(0, activeBytesLeft - bytes);
    }
}
