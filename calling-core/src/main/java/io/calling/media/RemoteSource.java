package io.calling.media;

import io.calling.rtp.Counter;
import io.calling.rtp.ReceptionStatistics;
import io.calling.rtp.RtpPacket;
import io.calling.rtp.Ssrc;
import java.util.concurrent.TimeUnit;

/**
 * Which of the peer's SSRCs is heard. The configured one alone; without one the first, until it
 * says BYE or falls silent and another speaks. However many there are, one is remembered. Belongs
 * to the loop, except for the statistics.
 */
final class RemoteSource {
    private static final long SILENT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final int clockRate;
    private final boolean fixed;
    private boolean known;
    private int ssrc;
    private long lastPacketNanos;
    private ReceptionStatistics statistics;
    private final Counter lost = new Counter();
    private final Counter jitterTicks = new Counter();

    RemoteSource(AudioStreamConfig config) {
        this.clockRate = config.clockRate();
        this.fixed = config.remoteSsrc().isPresent();
        this.known = fixed;
        this.ssrc = config.remoteSsrc().map(Ssrc::value).orElse(0);
        this.statistics = new ReceptionStatistics(clockRate);
    }

    /** Counts a packet, if it is from the source that is heard. */
    boolean accept(RtpPacket packet, long nowNanos) {
        if ((!known || packet.ssrc() != ssrc) && !changeTo(packet.ssrc(), nowNanos)) {
            return false;
        }
        lastPacketNanos = nowNanos;
        statistics.onPacket(packet.sequenceNumber(), packet.timestamp(), nowNanos);
        lost.set(statistics.lost());
        jitterTicks.set(statistics.jitterTicks());
        return true;
    }

    private boolean changeTo(int other, long nowNanos) {
        if (fixed || known && nowNanos - lastPacketNanos < SILENT_NANOS) {
            return false;
        }
        known = true;
        ssrc = other;
        statistics = new ReceptionStatistics(clockRate);
        return true;
    }

    void onBye(int leaving) {
        known &= fixed || leaving != ssrc;
    }

    /** Whether there is something to report. */
    boolean isHeard() {
        return known && statistics.hasStarted();
    }

    int ssrc() {
        return ssrc;
    }

    /** When its latest packet came; on the loop. */
    long lastPacketNanos() {
        return lastPacketNanos;
    }

    ReceptionStatistics statistics() {
        return statistics;
    }

    /** From any thread. */
    long lost() {
        return lost.get();
    }

    /** From any thread. */
    long jitterTicks() {
        return jitterTicks.get();
    }
}
