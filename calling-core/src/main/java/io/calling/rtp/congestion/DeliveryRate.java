package io.calling.rtp.congestion;

import java.util.concurrent.TimeUnit;

/**
 * How much arrives: bits per second by the receiver's clock, from acknowledged packets. Each window
 * is a sample, weighed against the estimate so far by how far off it is, so that one odd window
 * changes little and a lasting change is followed within a second.
 */
final class DeliveryRate {
    /** {@link #bitsPerSecond()} before there was a window. */
    static final long UNKNOWN = -1;

    private static final long FIRST_WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(150);
    private static final double UNCERTAINTY = 10;
    private static final double DRIFT_PER_WINDOW = 5;
    private static final double FIRST_VARIANCE = 50;

    private boolean started;
    private long lastNanos;
    private long windowNanos;
    private long windowBytes;
    private double kilobits = -1;
    private double latest = -1;
    private double variance = FIRST_VARIANCE;

    /** Takes an acknowledged packet, in the order of arrival as far as that is known. */
    void onPacket(long arrivalNanos, int bytes) {
        if (started && arrivalNanos < lastNanos) {
            windowBytes += bytes;
            return; // overtaken on the way: it counts, and time has passed already
        }
        long since = started ? arrivalNanos - lastNanos : 0;
        long length = kilobits < 0 ? FIRST_WINDOW_NANOS : WINDOW_NANOS;
        windowNanos += since;
        if (since > length) {
            windowBytes = 0; // nothing was sent for a while, which says nothing about the path
            windowNanos = since % length;
        } else if (windowNanos >= length) {
            onSample(windowBytes * Byte.SIZE * 1e6 / windowNanos);
            windowBytes = 0;
            windowNanos = 0;
        }
        started = true;
        lastNanos = arrivalNanos;
        windowBytes += bytes;
    }

    private void onSample(double sampleKilobits) {
        latest = sampleKilobits;
        if (kilobits < 0) {
            kilobits = sampleKilobits;
            return;
        }
        double off = UNCERTAINTY * Math.abs(kilobits - sampleKilobits) / Math.max(1, kilobits);
        double sampleVariance = off * off;
        double predicted = variance + DRIFT_PER_WINDOW;
        kilobits =
                (sampleVariance * kilobits + predicted * sampleKilobits)
                        / (sampleVariance + predicted);
        variance = sampleVariance * predicted / (sampleVariance + predicted);
    }

    /** Or {@link #UNKNOWN}. */
    long bitsPerSecond() {
        return kilobits < 0 ? UNKNOWN : (long) (kilobits * 1_000);
    }

    /**
     * Of the last window alone, or {@link #UNKNOWN}: where packets wait at the bottleneck it is
     * what the path carries now, though the estimate still remembers more.
     */
    long latestBitsPerSecond() {
        return latest < 0 ? UNKNOWN : (long) (latest * 1_000);
    }

    /** The first packets have shown so much, long before there is a window. */
    void assume(long bitsPerSecond) {
        if (kilobits < 0) {
            kilobits = bitsPerSecond / 1e3;
            latest = kilobits;
        }
    }

    /** Believes the next samples more than those before: a probe found another path. */
    void expectChange() {
        variance = Math.max(variance, 200);
    }

    /** Begins anew: the receiver's clock is another one. */
    void restart() {
        started = false;
        windowNanos = 0;
        windowBytes = 0;
    }
}
