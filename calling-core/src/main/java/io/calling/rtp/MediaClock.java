package io.calling.rtp;

import java.util.concurrent.TimeUnit;

/** Conversions between nanoseconds and the ticks of a media clock, without overflow. */
public final class MediaClock {
    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private MediaClock() {}

    /** Ticks in {@code nanos}, rounded down. */
    public static long toTicks(long nanos, int clockRate) {
        long seconds = Math.floorDiv(nanos, NANOS_PER_SECOND);
        long rest = Math.floorMod(nanos, NANOS_PER_SECOND);
        return seconds * clockRate + rest * clockRate / NANOS_PER_SECOND;
    }

    /** Nanoseconds in {@code ticks}, rounded down; up to a 32-bit range of them. */
    public static long toNanos(long ticks, int clockRate) {
        long seconds = Math.floorDiv(ticks, (long) clockRate);
        long rest = Math.floorMod(ticks, (long) clockRate);
        return seconds * NANOS_PER_SECOND + rest * NANOS_PER_SECOND / clockRate;
    }
}
