package io.calling.rtp;

import io.calling.ice.net.Network;
import java.util.concurrent.TimeUnit;

/**
 * How long to wait until the next RTCP packet, so that two parties' reports take one twentieth of
 * the bandwidth.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3550#section-6.3">RFC 3550, 6.3</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4585#section-3.5.2">RFC 4585, 3.5.2</a>
 */
public final class RtcpInterval {
    /** "For unicast sessions ... Tmin" before the first report and, with AVPF, the least after. */
    private static final double MIN_SECONDS = 1;

    private static final double MAX_SECONDS = 5;
    private static final int PARTIES = 2;

    /** "The fraction of the session bandwidth added for RTCP" (RFC 3550, 6.2). */
    private static final double SHARE = 0.05;

    /**
     * "Divided by e-3/2=1.21828 to compensate for the fact that the timer reconsideration algorithm
     * converges to a value ... below the intended average" (RFC 3550, 6.3.1).
     */
    private static final double COMPENSATION = Math.E - 1.5;

    /** "The initial value ... 128 octets" with headers of the lower layers (A.7). */
    private double averageBytes = 128;

    private final double bytesPerSecond;

    /** For a session of this bandwidth, headers included. */
    public RtcpInterval(int sessionBitsPerSecond) {
        bytesPerSecond = SHARE * sessionBitsPerSecond / Byte.SIZE;
    }

    /**
     * Counts a packet, ours or theirs, with the headers of the lower layers: "avg_rtcp_size =
     * (1/16) size + (15/16) avg" (6.3.3).
     */
    public void onPacket(int bytes) {
        averageBytes += (bytes - averageBytes) / 16;
    }

    /** The time until our next packet, "varied randomly over the range [0.5,1.5] times". */
    public long nextNanos(Network network) {
        return nextNanos(RandomBits.next32(network));
    }

    long nextNanos(int random) {
        double seconds = PARTIES * averageBytes / bytesPerSecond;
        double bounded = Math.max(MIN_SECONDS, Math.min(MAX_SECONDS, seconds));
        double factor = 0.5 + Integer.toUnsignedLong(random) / 4_294_967_296.0;
        return (long) (bounded * factor / COMPENSATION * TimeUnit.SECONDS.toNanos(1));
    }
}
