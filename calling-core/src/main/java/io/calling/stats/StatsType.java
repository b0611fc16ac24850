package io.calling.stats;

/**
 * What kind of thing an entry of a {@link StatsReport} tells of.
 *
 * @see <a href="https://www.w3.org/TR/webrtc-stats/#rtcstatstype-str*">W3C webrtc-stats,
 *     RTCStatsType</a>
 */
public enum StatsType {
    /** A {@link CodecStats}. */
    CODEC("codec"),
    /** An {@link InboundRtpStats}. */
    INBOUND_RTP("inbound-rtp"),
    /** An {@link OutboundRtpStats}. */
    OUTBOUND_RTP("outbound-rtp"),
    /** A {@link RemoteInboundRtpStats}. */
    REMOTE_INBOUND_RTP("remote-inbound-rtp"),
    /** A {@link RemoteOutboundRtpStats}. */
    REMOTE_OUTBOUND_RTP("remote-outbound-rtp"),
    /** A {@link MediaSourceStats}. */
    MEDIA_SOURCE("media-source"),
    /** A {@link TransportStats}. */
    TRANSPORT("transport"),
    /** A {@link CandidatePairStats}. */
    CANDIDATE_PAIR("candidate-pair"),
    /** A {@link CandidateStats} of ours. */
    LOCAL_CANDIDATE("local-candidate"),
    /** A {@link CandidateStats} of the peer's. */
    REMOTE_CANDIDATE("remote-candidate"),
    /** A {@link CertificateStats}. */
    CERTIFICATE("certificate");

    private final String token;

    StatsType(String token) {
        this.token = token;
    }

    /** The name in the specification: {@code inbound-rtp}. */
    public String token() {
        return token;
    }
}
