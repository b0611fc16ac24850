package io.calling.rtp.congestion;

import java.util.concurrent.TimeUnit;

/**
 * What the bursts of a probe say about the path: they left faster than media, and so fast they came
 * through. Holds the latest probe only.
 */
final class ProbeResults {
    /** {@link #onPacket} while the probe isn't answered. */
    static final long NONE = -1;

    private static final double ENOUGH = 0.8;
    private static final double SATURATED = 0.9;
    private static final double BELOW_SATURATION = 0.95;

    /** Arriving much faster than it left, a burst was held up somewhere, and says nothing. */
    private static final double MOST_FASTER = 2;

    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(1);

    private int probe;
    private int minPackets;
    private int minBytes;
    private int packets;
    private long bytes;
    private long firstSent;
    private long lastSent;
    private long firstArrival;
    private long lastArrival;
    private int lastSentBytes;
    private int firstArrivalBytes;

    /** Waits for the packets of a probe. */
    void expect(int id, int leastPackets, int leastBytes) {
        probe = id;
        minPackets = (int) (leastPackets * ENOUGH);
        minBytes = (int) (leastBytes * ENOUGH);
        packets = 0;
        bytes = 0;
    }

    /** Takes an acknowledged packet of a probe; bits per second, or {@link #NONE}. */
    long onPacket(int id, long sentNanos, long arrivalNanos, int packetBytes) {
        if (id != probe) {
            return NONE;
        }
        if (packets == 0 || sentNanos - lastSent >= 0) {
            lastSent = sentNanos;
            lastSentBytes = packetBytes;
        }
        if (packets == 0 || arrivalNanos < firstArrival) {
            firstArrival = arrivalNanos;
            firstArrivalBytes = packetBytes;
        }
        firstSent = packets == 0 || sentNanos - firstSent < 0 ? sentNanos : firstSent;
        lastArrival = packets == 0 ? arrivalNanos : Math.max(lastArrival, arrivalNanos);
        packets++;
        bytes += packetBytes;
        return packets >= minPackets && bytes >= minBytes ? result() : NONE;
    }

    private long result() {
        long sending = lastSent - firstSent;
        long arriving = lastArrival - firstArrival;
        if (sending <= 0 || sending > MAX_NANOS || arriving <= 0 || arriving > MAX_NANOS) {
            return NONE;
        }
        double sent = (bytes - lastSentBytes) * 8e9 / sending;
        double arrived = (bytes - firstArrivalBytes) * 8e9 / arriving;
        if (arrived > MOST_FASTER * sent) {
            return NONE;
        }
        boolean saturated = arrived < SATURATED * sent;
        return (long) (saturated ? BELOW_SATURATION * arrived : Math.min(sent, arrived));
    }
}
