package io.calling.rtp.congestion;

import java.util.concurrent.TimeUnit;

/**
 * What the very first packets say of the path, before there are enough of them for a slope or an
 * average: where they arrive much further apart than they left, they wait for each other, and what
 * arrives is what the path carries. A first rate of six times that is seen after three packets, not
 * after seconds.
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
        }
        lastSentNanos = sentNanos;
        lastArrivalNanos = arrivalNanos;
        over = arrivalNanos - firstArrivalNanos > LASTS_NANOS;
    }

    /** What the path carries, where that is less than what is sent; once. */
    long bottleneckBitsPerSecond() {
        long arriving = lastArrivalNanos - firstArrivalNanos;
        long sending = lastSentNanos - firstSentNanos;
        if (over || packets < LEAST_PACKETS || arriving - sending < GROWTH_NANOS) {
            return UNKNOWN;
        }
        over = true;
        return (long) (bytes * 8e9 / arriving);
    }

    /** The path is another one. */
    void restart() {
        over = false;
        packets = 0;
        bytes = 0;
    }
}
