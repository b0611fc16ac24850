package io.calling.rtp.congestion;

import java.util.concurrent.TimeUnit;

/**
 * Raises the rate while the path isn't overused, by a share of itself far from the known capacity
 * and by about a packet per round trip near it, and lowers it below what arrives when it is.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-ietf-rmcat-gcc-02#section-5.5">
 *     draft-ietf-rmcat-gcc-02, 5.5</a>
 */
final class RateControl {
    /** "Beta ... recommended value 0.85". */
    private static final double BACK_OFF = 0.85;

    /** "eta = 1.08^min(time_since_last_update_ms / 1000, 1.0)". */
    private static final double GROWTH_PER_SECOND = 1.08;

    private static final long LEAST_GROWTH = 1_000;
    private static final long LEAST_GROWTH_PER_SECOND = 4_000;
    private static final int FRAMES_PER_SECOND = 30;
    private static final int PACKET_BITS = 1_200 * Byte.SIZE;
    private static final long SLACK_BITS_PER_SECOND = 10_000;
    private static final long SAFETY_BITS_PER_SECOND = 5_000;
    private static final long RESPONSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long EXCEEDED_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long PROBE_FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Far less was sent for far longer, and on a path that has just become longer. */
    private static final long RESUMED_FRESH_NANOS = TimeUnit.SECONDS.toNanos(3);

    private static final long MIN_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long MAX_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private enum State {
        HOLD,
        INCREASE
    }

    private final BandwidthConfig config;
    private final LinkCapacity capacity = new LinkCapacity();
    private State state = State.HOLD;
    private long rate;
    private long changedNanos;
    private boolean exceeded;
    private long exceededNanos;
    private boolean probed;
    private long freshNanos;
    private long probedNanos;
    private long probedRate;

    RateControl(BandwidthConfig config, long nowNanos) {
        this.config = config;
        this.rate = config.startBitsPerSecond();
        this.changedNanos = nowNanos;
    }

    /**
     * Takes what the detector says now.
     *
     * @param delivered what arrives, or {@link DeliveryRate#UNKNOWN}
     */
    void update(Usage usage, long delivered, long roundTripNanos, long nowNanos) {
        switch (usage) {
            case OVER -> decrease(delivered, roundTripNanos, nowNanos);
            case UNDER -> state = State.HOLD; // let the queues empty
            case NORMAL -> onNormal(delivered, roundTripNanos, nowNanos);
        }
    }

    private void onNormal(long delivered, long roundTripNanos, long nowNanos) {
        if (state == State.HOLD) {
            state = State.INCREASE;
            changedNanos = nowNanos;
        }
        increase(delivered, roundTripNanos, nowNanos);
    }

    private void increase(long delivered, long roundTripNanos, long nowNanos) {
        if (isExceededForLong(delivered, nowNanos)) {
            capacity.forget();
        }
        double seconds = Math.max(0, nowNanos - changedNanos) / 1e9;
        long step =
                capacity.isKnown()
                        ? (long) (nearCapacityPerSecond(roundTripNanos) * Math.min(seconds, 1))
                        : Math.max(LEAST_GROWTH, growth(Math.min(seconds, 1)));
        changedNanos = nowNanos;
        // "The estimate is bounded by 1.5 times the received rate": an encoder that sends less than
        // it may proves nothing about the path.
        long limit = delivered < 0 ? rate : delivered + delivered / 2 + SLACK_BITS_PER_SECOND;
        if (rate < limit) {
            rate = config.clamp(Math.min(rate + step, limit));
        }
    }

    /** A burst that was held up on the way arrives faster than the path carries, for a moment. */
    private boolean isExceededForLong(long delivered, long nowNanos) {
        boolean exceeds = capacity.isExceededBy(delivered);
        if (!exceeds || !exceeded) {
            exceededNanos = nowNanos;
        }
        exceeded = exceeds;
        return exceeds && nowNanos - exceededNanos >= EXCEEDED_NANOS;
    }

    private long growth(double seconds) {
        return (long) (rate * (Math.pow(GROWTH_PER_SECOND, seconds) - 1));
    }

    /** "At most half a packet per response_time interval", and a packet in practice. */
    private double nearCapacityPerSecond(long roundTripNanos) {
        double frameBits = (double) rate / FRAMES_PER_SECOND;
        double packetBits = frameBits / Math.ceil(frameBits / PACKET_BITS);
        double response = (roundTripNanos + RESPONSE_NANOS) / 1e9;
        return Math.max(LEAST_GROWTH_PER_SECOND, packetBits / response);
    }

    private void decrease(long delivered, long roundTripNanos, long nowNanos) {
        if (!mayDecrease(delivered, roundTripNanos, nowNanos)) {
            return;
        }
        if (delivered < 0 && hasJustProbed(roundTripNanos, nowNanos)) {
            backOffBelow(probedRate); // all that is known of the path
        } else if (delivered < 0) {
            rate = config.clamp(rate / 2);
        } else {
            backOffBelow(Math.max(delivered, freshProbe(roundTripNanos, nowNanos)));
        }
        state = State.HOLD;
        changedNanos = nowNanos;
    }

    /**
     * So long a queue stands that what arrives is what the path carries, and nobody has to wait for
     * a slope to show it.
     */
    void onLongQueue(long carried, long nowNanos) {
        if (carried >= 0 && backedOff(carried) < rate) {
            backOffBelow(carried);
            state = State.HOLD;
            changedNanos = nowNanos;
        }
    }

    private void backOffBelow(long carried) {
        rate = config.clamp(Math.min(rate, backedOff(carried)));
        if (capacity.isFarAbove(carried)) {
            capacity.forget();
        }
        capacity.onOveruse(carried);
    }

    /** Just after a probe, less arrives than the path carries, because less was sent. */
    private long freshProbe(long roundTripNanos, long nowNanos) {
        return hasJustProbed(roundTripNanos, nowNanos) ? (long) (BACK_OFF * probedRate) : 0;
    }

    /** Whether what arrives doesn't show yet what a probe has found. */
    boolean hasJustProbed(long roundTripNanos, long nowNanos) {
        return probed && nowNanos - probedNanos < freshNanos + roundTripNanos;
    }

    /** Once a round trip, unless far less arrives than we send. */
    private boolean mayDecrease(long delivered, long roundTripNanos, long nowNanos) {
        long pause = Math.max(MIN_PAUSE_NANOS, Math.min(MAX_PAUSE_NANOS, roundTripNanos));
        long carried = Math.max(delivered, freshProbe(roundTripNanos, nowNanos));
        boolean farBelow = delivered >= 0 && carried < rate / 2;
        return nowNanos - changedNanos >= pause || farBelow;
    }

    private long backedOff(long delivered) {
        long lower = (long) (BACK_OFF * delivered);
        lower -= lower > SAFETY_BITS_PER_SECOND ? SAFETY_BITS_PER_SECOND : 0;
        if (lower > rate && capacity.isKnown()) {
            lower = (long) (BACK_OFF * capacity.bitsPerSecond());
        }
        return lower;
    }

    /** A probe was answered: the path carries so much. */
    void onProbe(long bitsPerSecond, long nowNanos) {
        capacity.onProbe(bitsPerSecond);
        probed = true;
        freshNanos = PROBE_FRESH_NANOS;
        probedNanos = nowNanos;
        probedRate = bitsPerSecond;
        set(bitsPerSecond, nowNanos);
    }

    /** A queue has grown since the last probe: it found more than there is, as jitter makes it. */
    void distrustProbe() {
        probed = false;
    }

    /** What lowered the rate was no queue: goes on from what the path has carried before. */
    void resume(long carried, long nowNanos) {
        capacity.forget();
        set(Math.max(rate, carried), nowNanos);
        probed = true; // as after a probe, less arrives for a moment, because less was sent
        freshNanos = RESUMED_FRESH_NANOS;
        probedNanos = nowNanos;
        probedRate = rate;
    }

    /** Goes on from another rate. */
    void set(long bitsPerSecond, long nowNanos) {
        rate = config.clamp(bitsPerSecond);
        changedNanos = nowNanos;
    }

    /** Whether it isn't known what the path carries: it was never full, or has become wider. */
    boolean isSearching() {
        return !capacity.isKnown();
    }

    long bitsPerSecond() {
        return rate;
    }
}
