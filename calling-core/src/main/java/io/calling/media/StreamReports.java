package io.calling.media;

import io.calling.stats.RemoteInboundRtpStats;
import io.calling.stats.RemoteOutboundRtpStats;
import io.calling.stats.RtpStream;
import io.calling.stats.StatsReport;
import java.util.OptionalDouble;

/**
 * What the peer's latest reports say: of the packets of one stream of ours, and of those of its
 * own. Fixed in size; belongs to the loop.
 */
final class StreamReports {
    private static final long NTP_TO_UNIX_SECONDS = 2_208_988_800L;

    private boolean reported;
    private long reportedNanos;
    private int fractionLost;
    private long lost;
    private long jitterTicks;
    private long roundTrips;
    private long roundTripNanos;
    private long totalRoundTripNanos;

    private int ssrc;
    private long senderReports;
    private long senderReportNanos;
    private long ntp;
    private long packets;
    private long bytes;

    /** A report block about our stream came. */
    void onReportBlock(int fraction, long lostInAll, long jitter, long nowNanos) {
        reported = true;
        reportedNanos = nowNanos;
        fractionLost = fraction;
        lost = lostInAll;
        jitterTicks = jitter;
    }

    /** It was an answer to a report of ours. */
    void onRoundTrip(long nanos) {
        roundTrips++;
        roundTripNanos = nanos;
        totalRoundTripNanos += nanos;
    }

    /** A sender report of a stream of the peer's came; those of the one before count no more. */
    void onSenderReport(int source, long clock, long sentPackets, long sentBytes, long nowNanos) {
        if (source != ssrc) {
            ssrc = source;
            senderReports = 0;
        }
        senderReports++;
        senderReportNanos = nowNanos;
        ntp = clock;
        packets = sentPackets;
        bytes = sentBytes;
    }

    boolean hasReport() {
        return reported;
    }

    boolean hasSenderReport(int source) {
        return senderReports > 0 && source == ssrc;
    }

    void addRemoteInbound(
            StatsReport.Builder into, String id, String localId, RtpStream ours, int clockRate) {
        into.add(
                new RemoteInboundRtpStats(
                        id,
                        into.timestamp(reportedNanos),
                        ours,
                        localId,
                        lost,
                        (double) jitterTicks / clockRate,
                        fractionLost / 256.0,
                        roundTrips == 0
                                ? OptionalDouble.empty()
                                : OptionalDouble.of(roundTripNanos / 1e9),
                        totalRoundTripNanos / 1e9,
                        roundTrips));
    }

    void addRemoteOutbound(StatsReport.Builder into, String id, String localId, RtpStream theirs) {
        into.add(
                new RemoteOutboundRtpStats(
                        id,
                        into.timestamp(senderReportNanos),
                        theirs,
                        localId,
                        packets,
                        bytes,
                        unixMillis(ntp),
                        senderReports));
    }

    private static double unixMillis(long ntp) {
        double seconds = (ntp >>> 32) - NTP_TO_UNIX_SECONDS + (ntp & 0xFFFF_FFFFL) / 0x1p32;
        return seconds * 1_000;
    }
}
