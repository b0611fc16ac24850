package io.calling.rtp.congestion;

import java.util.concurrent.TimeUnit;

/** What the delay of acknowledged packets allows: groups, trend line, detector, rate control. */
final class DelayBasedEstimator {
    /** Nothing acknowledged for so long: the queues of before say nothing. */
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    /**
     * At least so long it takes until a drain shows in what arrives: a window of arrivals, twice.
     */
    private static final long UNFELT_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    /** After a probe the bursts of frames are larger than before, which looks like a slope. */
    private static final long BURSTS_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    private final ArrivalGroups groups = new ArrivalGroups();
    private final TrendLine trend = new TrendLine();
    private final OveruseDetector detector = new OveruseDetector();
    private final StandingQueue queue = new StandingQueue();
    private final RateControl control;
    private long drainLimit = Long.MAX_VALUE;
    private long rateBefore;
    private long carriedBefore;
    private boolean seen;
    private long seenNanos;

    DelayBasedEstimator(BandwidthConfig config, long nowNanos) {
        control = new RateControl(config, nowNanos);
    }

    /** Takes an acknowledged packet, in the order of sending. */
    void onPacket(long sentNanos, long arrivalNanos, long nowNanos) {
        if (seen && nowNanos - seenNanos > SILENCE_NANOS) {
            restart();
        }
        seen = true;
        seenNanos = nowNanos;
        queue.onPacket(arrivalNanos - sentNanos);
        if (groups.onPacket(sentNanos, arrivalNanos)) {
            long arrival = groups.arrivalNanos();
            trend.onGroup(groups.sendDeltaNanos(), groups.arrivalDeltaNanos(), arrival);
            detector.onSlope(trend.slope(), trend.groups(), groups.sendDeltaNanos(), arrival);
        }
    }

    /**
     * Ends one feedback message.
     *
     * @param delivered what arrives, or {@link DeliveryRate#UNKNOWN}
     * @param latest the same of the last moment alone
     */
    void onFeedback(long delivered, long latest, long roundTripNanos, long nowNanos) {
        boolean wasDraining = queue.isDraining();
        queue.onFeedback(nowNanos);
        if (queue.isLong()) {
            control.distrustProbe();
        }
        if (queue.isDraining() && !wasDraining) {
            rememberBeforeDraining(DeliveryRate.UNKNOWN);
        } else if (queue.wasNone()) {
            control.resume(carriedBeforeDraining(), nowNanos);
        }
        long carried = delivered;
        if (queue.isDraining()) {
            long arriving = queue.isVeryLong() ? Math.min(delivered, latest) : delivered;
            carried = carriedWhileDraining(arriving, roundTripNanos, nowNanos);
            if (queue.isVeryLong()) {
                control.onLongQueue(carried, nowNanos);
            }
        }
        boolean waits = queue.isDraining() && detector.usage() == Usage.NORMAL;
        Usage usage = waits ? Usage.UNDER : detector.usage();
        boolean unfounded =
                usage == Usage.OVER
                        && queue.queueNanos() <= BURSTS_NANOS
                        && control.hasJustProbed(roundTripNanos, nowNanos);
        control.update(unfounded ? Usage.NORMAL : usage, carried, roundTripNanos, nowNanos);
        drainLimit = queue.isDraining() ? drainLimit(carried) : Long.MAX_VALUE;
    }

    private void rememberBeforeDraining(long carried) {
        rateBefore = control.bitsPerSecond();
        carriedBefore = carried;
    }

    private long carriedBeforeDraining() {
        return carriedBefore < 0 ? rateBefore : Math.min(rateBefore, carriedBefore);
    }

    /**
     * What arrives says what the path carries while a long queue changes, or as long as it was sent
     * before the drain began: afterwards less arrives because less is sent, and to send a share of
     * that again and again would leave nothing.
     */
    private long carriedWhileDraining(long arriving, long roundTripNanos, long nowNanos) {
        boolean unfelt = queue.drainingNanos(nowNanos) <= Math.max(UNFELT_NANOS, roundTripNanos);
        if (unfelt || queue.isChanging() && queue.isVeryLong()) {
            carriedBefore = arriving;
        }
        return Math.max(carriedBefore, arriving);
    }

    private long drainLimit(long carried) {
        // Before it is known what arrives: what is sent is what made the queue.
        long base = carried > 0 ? carried : control.bitsPerSecond() / 2;
        return (long) (queue.share() * base);
    }

    /** The first packets have shown that the path carries no more than this. */
    void onBottleneck(long carried, long nowNanos) {
        if (!queue.isDraining()) {
            rememberBeforeDraining(carried);
        }
        control.onLongQueue(carried, nowNanos);
        queue.drainNow(nowNanos);
        drainLimit = drainLimit(carried);
    }

    /** Whether a queue is being worked off. */
    boolean isDraining() {
        return queue.isDraining();
    }

    /** A probe was answered; believed unless the path is overused. */
    void onProbe(long bitsPerSecond, long nowNanos) {
        if (detector.usage() != Usage.OVER) {
            control.onProbe(bitsPerSecond, nowNanos);
        }
    }

    /** Goes on from another rate. */
    void set(long bitsPerSecond, long nowNanos) {
        control.set(bitsPerSecond, nowNanos);
    }

    /** The path is another one. */
    void restart() {
        groups.reset();
        trend.reset();
        detector.reset();
        queue.restart();
        drainLimit = Long.MAX_VALUE;
    }

    boolean isSearching() {
        return control.isSearching();
    }

    Usage usage() {
        return detector.usage();
    }

    /** Of the rate control: what holds once no queue is worked off any more. */
    long controlledBitsPerSecond() {
        return control.bitsPerSecond();
    }

    /** What may be sent now. */
    long bitsPerSecond() {
        return Math.min(control.bitsPerSecond(), drainLimit);
    }

    /** How long packets wait at the bottleneck. */
    long queueNanos() {
        return queue.queueNanos();
    }
}
