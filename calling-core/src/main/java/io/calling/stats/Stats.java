package io.calling.stats;

import java.util.Map;

/**
 * One entry of a {@link StatsReport}. Immutable. The components of each record have the names and
 * the units of the specification: seconds for lengths of time, milliseconds since 1970 for moments.
 *
 * @see <a href="https://www.w3.org/TR/webrtc-stats/">W3C webrtc-stats</a>
 */
public sealed interface Stats
        permits CandidatePairStats,
                CandidateStats,
                CertificateStats,
                CodecStats,
                InboundRtpStats,
                MediaSourceStats,
                OutboundRtpStats,
                RemoteInboundRtpStats,
                RemoteOutboundRtpStats,
                TransportStats {
    /** Names the entry within its report, and the same thing in later reports of the call. */
    String id();

    /**
     * When it was so, in milliseconds since 1970. For what the peer has reported, when the report
     * came.
     */
    double timestamp();

    /** What it tells of. */
    StatsType type();

    /**
     * The members by their exact names in the specification, {@code id}, {@code timestamp} and
     * {@code type} first. Those that are not known are left out. Values are {@link String}, {@link
     * Boolean}, {@link Long} or {@link Double}; the map cannot be changed.
     */
    Map<String, Object> members();
}
