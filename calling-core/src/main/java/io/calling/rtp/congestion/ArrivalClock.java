package io.calling.rtp.congestion;

/**
 * The receiver's clock in feedback, without its wrapping: 24 bits of 64 ms come round after twelve
 * days, and a peer may begin anywhere.
 */
final class ArrivalClock {
    private static final long MODULUS_MICROS = (1L << 24) * 64_000;
    private static final long NANOS_PER_MICRO = 1_000;

    private boolean started;
    private long lastMicros;

    /** Nanoseconds of arbitrary origin: of the time nearest to the one before. */
    long nanos(long micros) {
        if (!started) {
            started = true;
            lastMicros = micros;
        }
        long ahead = Math.floorMod(micros - lastMicros + MODULUS_MICROS / 2, MODULUS_MICROS);
        lastMicros += ahead - MODULUS_MICROS / 2;
        return lastMicros * NANOS_PER_MICRO;
    }
}
