package io.calling.rtp.congestion;

import java.util.concurrent.TimeUnit;

/**
 * What the very first packets say of the path, before there are enough of them for a slope or an
 * average: where they arrive much further apart than they left, they wait for each other, and what
 * arrives is what the path carries. A first rate of six times that is seen after a few packets, not
 * after seconds.
 *
 * <p>The largest step of the delay doesn't count: a route that becomes longer and a radio that
 * wakes up make one, and no more arrives late; behind a bottleneck each packet waits longer than
 * the one before.
 */
final class FirstArrivals {
    /** {@link #bottleneckBitsPerSecond} while nothing is wrong. */
    static final long UNKNOWN = -1;

    /** More than jitter, and than others' bursts, add up to. */
    private static final long GROWTH_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

    private static final long LASTS_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int LEAST_PACKETS = 3;

    private boolean over;
    private int packets;
    private long bytes;
    private long firstSentNanos;
    private long firstArrivalNanos;
    private long lastSentNanos;
    private long lastArrivalNanos;
    private long stepNanos;
    private long stepArrivingNanos;
    private long stepBytes;

    /** Takes an acknowledged packet, in the order of sending. */
    void onPacket(long sentNanos, long arrivalNanos, int packetBytes) {
        if (over) {
            return;
        }
        if (packets++ == 0) {
            firstSentNanos = sentNanos;
            firstArrivalNanos = arrivalNanos;
        } else {
            bytes += packetBytes;
            noteStep(sentNanos - lastSentNanos, arrivalNanos - lastArrivalNanos, packetBytes);
        }
        lastSentNanos = sentNanos;
        lastArrivalNanos = arrivalNanos;
        over = arrivalNanos - firstArrivalNanos > LASTS_NANOS;
    }

    private void noteStep(long sendDelta, long arrivalDelta, int packetBytes) {
        if (arrivalDelta - sendDelta > stepNanos) {
            stepNanos = arrivalDelta - sendDelta;
            stepArrivingNanos = arrivalDelta;
            stepBytes = packetBytes;
        }
    }

    /** What the path carries, where that is less than what is sent; once. */
    long bottleneckBitsPerSecond() {
        long arriving = lastArrivalNanos - firstArrivalNanos;
        long sending = lastSentNanos - firstSentNanos;
        long growth = arriving - sending - stepNanos;
        if (over || packets < LEAST_PACKETS || growth < GROWTH_NANOS) {
            return UNKNOWN;
        }
        over = true;
        return (long) ((bytes - stepBytes) * 8e9 / (arriving - stepArrivingNanos));
    }

    /** The path is another one. */
    void restart() {
        over = false;
        packets = 0;
        bytes = 0;
        stepNanos = 0;
        stepArrivingNanos = 0;
        stepBytes = 0;
    }
}
