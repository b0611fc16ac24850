package io.calling.rtp;

/**
 * How long packets should wait so that few come too late: a high quantile of how much later they
 * come than the fastest packet of the last two seconds.
 *
 * <p>A <em>transit</em> is arrival time minus media time, of arbitrary origin: only differences
 * mean something. Comparing with a recent minimum keeps drifting clocks out of it. Fixed in size.
 */
final class DelayTarget {
    private static final long SLICE_NANOS = 250_000_000;
    private static final int SLICES = 8;

    /** Beyond this the sender's clock was restarted. */
    private static final long DISCONTINUITY_NANOS = 2_000_000_000;

    private static final int TOLERATED_LATE_MILLIONTHS = 10_000;

    /** Tolerated where the target would fall by the least step; back and forth would be heard. */
    private static final int LATE_TO_FALL_MILLIONTHS = 2_500;

    private final JitterBufferConfig config;
    private final DelayHistogram histogram = new DelayHistogram();
    private final long[] sliceMinimum = new long[SLICES];

    private boolean started;
    private long slice;
    private long lastTransit;
    private long targetNanos;
    private long moreNanos;

    DelayTarget(JitterBufferConfig config) {
        this.config = config;
        this.targetNanos = config.initialDelayNanos();
    }

    /** Counts a packet, late or not. */
    void onPacket(long arrivalNanos, long mediaNanos) {
        long transit = arrivalNanos - mediaNanos;
        long change = transit - lastTransit;
        if (!started || change > DISCONTINUITY_NANOS || change < -DISCONTINUITY_NANOS) {
            startAt(arrivalNanos, transit);
        }
        lastTransit = transit;
        updateMinimum(arrivalNanos, transit);
        histogram.add(transit - minimumTransit());
        updateTarget();
    }

    /** Takes the next packet for the fastest: the sender's clock may have changed. */
    void restart() {
        started = false;
    }

    private void startAt(long arrivalNanos, long transit) {
        started = true;
        slice = arrivalNanos / SLICE_NANOS;
        for (int i = 0; i < SLICES; i++) {
            sliceMinimum[i] = transit;
        }
    }

    private void updateMinimum(long arrivalNanos, long transit) {
        long now = arrivalNanos / SLICE_NANOS;
        for (int i = 0; slice < now && i < SLICES; i++) {
            slice++;
            sliceMinimum[(int) (slice & SLICES - 1)] = transit;
        }
        slice = now;
        int index = (int) (now & SLICES - 1);
        sliceMinimum[index] = Math.min(sliceMinimum[index], transit);
    }

    private void updateTarget() {
        long wanted = wantedNanos(TOLERATED_LATE_MILLIONTHS);
        if (wanted == targetNanos - DelayHistogram.BUCKET_NANOS) {
            wanted = Math.min(targetNanos, wantedNanos(LATE_TO_FALL_MILLIONTHS));
        }
        targetNanos = wanted;
    }

    private long wantedNanos(int lateMillionths) {
        long wanted = histogram.quantileNanos(lateMillionths) + moreNanos;
        return Math.max(config.minDelayNanos(), Math.min(config.maxDelayNanos(), wanted));
    }

    private long minimumTransit() {
        long minimum = sliceMinimum[0];
        for (int i = 1; i < SLICES; i++) {
            minimum = Math.min(minimum, sliceMinimum[i]);
        }
        return minimum;
    }

    /** How much longer than unevenness demands; from the next packet on. */
    void more(long nanos) {
        moreNanos = nanos;
    }

    /** How long the fastest packets should wait. */
    long targetNanos() {
        return targetNanos;
    }

    /** How long the fastest packet with this media time would have waited by {@code nowNanos}. */
    long delayNanos(long nowNanos, long mediaNanos) {
        return nowNanos - mediaNanos - minimumTransit();
    }
}
