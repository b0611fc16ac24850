package io.calling.rtp.congestion;

import java.util.concurrent.TimeUnit;

/** What the delay of acknowledged packets allows: groups, trend line, detector, rate control. */
final class DelayBasedEstimator {
    /** Nothing acknowledged for so long: the queues of before say nothing. */
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final ArrivalGroups groups = new ArrivalGroups();
    private final TrendLine trend = new TrendLine();
    private final OveruseDetector detector = new OveruseDetector();
    private final StandingQueue queue = new StandingQueue();
    private final RateControl control;
    private long drainLimit = Long.MAX_VALUE;
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

    /** Ends one feedback message. */
    void onFeedback(long delivered, long roundTripNanos, long nowNanos) {
        queue.onFeedback(nowNanos);
        if (queue.isLong()) {
            control.distrustProbe();
        }
        boolean waits = queue.isDraining() && detector.usage() == Usage.NORMAL;
        Usage usage = waits ? Usage.UNDER : detector.usage();
        control.update(usage, delivered, roundTripNanos, nowNanos);
        drainLimit = queue.isDraining() ? drainLimit(delivered) : Long.MAX_VALUE;
    }

    private long drainLimit(long delivered) {
        // Before it is known what arrives: what is sent is what made the queue.
        long carried = delivered > 0 ? delivered : control.bitsPerSecond() / 2;
        return (long) (queue.share() * carried);
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
