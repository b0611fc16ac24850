package io.calling.rtp;

import io.calling.ice.net.Network;

/**
 * The clock of one call's sender reports: NTP's form, but from a random epoch, so that it tells
 * neither the time of the local clock nor that two calls come from the same host.
 *
 * <p>"A sender that has no notion of wallclock or elapsed time may set the NTP timestamp to zero";
 * what receivers need, elapsed time that is common to the streams of one call, is here.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3550#section-6.4.1">RFC 3550, 6.4.1</a>
 */
public final class NtpClock {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final long epoch;
    private final long startNanos;

    NtpClock(long epoch, long startNanos) {
        this.epoch = epoch;
        this.startNanos = startNanos;
    }

    /** A clock for one call, shared by its streams. */
    public static NtpClock random(Network network) {
        return new NtpClock(RandomBits.next64(network), network.nanoTime());
    }

    /** 32 bits of seconds and 32 of their fraction. */
    public long at(long nowNanos) {
        return epoch + fromNanos(nowNanos - startNanos);
    }

    /** The middle 32 bits, in 65,536ths of a second: what reports echo. */
    public static int middle(long ntp) {
        return (int) (ntp >>> 16);
    }

    /** Six bits of seconds and 18 of their fraction, as "absolute" send times have them. */
    public static int sendTime(long ntp) {
        return (int) (ntp >>> 14) & 0xFF_FFFF;
    }

    /** A length of time in 65,536ths of a second, as in "delay since last SR". */
    static int toMiddle(long nanos) {
        return (int) (fromNanos(nanos) >>> 16);
    }

    /**
     * How long a report of ours and the answer to it were on their way: "A - LSR - DLSR" (6.4.1).
     *
     * @param ourReport middle 32 bits of our report's time
     * @param delay how long the peer kept it, in 65,536ths of a second
     * @return negative where the peer's numbers make no sense
     */
    public long roundTripNanos(long nowNanos, int ourReport, int delay) {
        int units = middle(at(nowNanos)) - ourReport - delay;
        return units * NANOS_PER_SECOND >> 16;
    }

    private static long fromNanos(long nanos) {
        long seconds = Math.floorDiv(nanos, NANOS_PER_SECOND);
        long rest = Math.floorMod(nanos, NANOS_PER_SECOND);
        return (seconds << 32) + (rest << 32) / NANOS_PER_SECOND;
    }
}
