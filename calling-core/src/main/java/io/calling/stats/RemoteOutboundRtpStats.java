package io.calling.stats;

import java.util.Map;

/**
 * What the peer says it has sent: its latest sender report (RFC 3550, 6.4.1).
 *
 * @param timestamp when that came, in milliseconds since 1970
 * @param stream the SSRC, kind, transport and codec of its stream
 * @param localId the {@link InboundRtpStats} of the same stream
 * @param packetsSent RTP packets
 * @param bytesSent payload bytes in them
 * @param remoteTimestamp when it sent the report by the clock of its reports, in milliseconds since
 *     1970; that clock need not tell the time of day, and that of agents never does
 * @param reportsSent sender reports that came
 * @see <a href="https://www.w3.org/TR/webrtc-stats/#remoteoutboundrtpstats-dict*">W3C webrtc-stats,
 *     RTCRemoteOutboundRtpStreamStats</a>
 */
public record RemoteOutboundRtpStats(
        String id,
        double timestamp,
        RtpStream stream,
        String localId,
        long packetsSent,
        long bytesSent,
        double remoteTimestamp,
        long reportsSent)
        implements Stats {
    @Override
    public StatsType type() {
        return StatsType.REMOTE_OUTBOUND_RTP;
    }

    @Override
    public Map<String, Object> members() {
        return stream.into(Members.of(this))
                .add("localId", localId)
                .add("packetsSent", packetsSent)
                .add("bytesSent", bytesSent)
                .add("remoteTimestamp", remoteTimestamp)
                .add("reportsSent", reportsSent)
                .all();
    }
}
