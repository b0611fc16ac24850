package io.calling.stats;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the peer says has come of one of our streams: its latest report block (RFC 3550, 6.4.1).
 *
 * @param timestamp when that came, in milliseconds since 1970
 * @param stream the SSRC, kind, transport and codec of our stream
 * @param localId the {@link OutboundRtpStats} of the same stream
 * @param packetsLost of our packets, as the peer counts
 * @param jitter as it measures, in seconds
 * @param fractionLost since its report before, 0 to 1
 * @param roundTripTime of our report and this answer to it, in seconds; empty until there was one
 * @param totalRoundTripTime of all of them, in seconds
 * @param roundTripTimeMeasurements how many there were
 * @see <a href="https://www.w3.org/TR/webrtc-stats/#remoteinboundrtpstats-dict*">W3C webrtc-stats,
 *     RTCRemoteInboundRtpStreamStats</a>
 */
public record RemoteInboundRtpStats(
        String id,
        double timestamp,
        RtpStream stream,
        String localId,
        long packetsLost,
        double jitter,
        double fractionLost,
        OptionalDouble roundTripTime,
        double totalRoundTripTime,
        long roundTripTimeMeasurements)
        implements Stats {
    @Override
    public StatsType type() {
        return StatsType.REMOTE_INBOUND_RTP;
    }

    @Override
    public Map<String, Object> members() {
        return stream.into(Members.of(this))
                .add("localId", localId)
                .add("packetsLost", packetsLost)
                .add("jitter", jitter)
                .add("fractionLost", fractionLost)
                .add("roundTripTime", roundTripTime)
                .add("totalRoundTripTime", totalRoundTripTime)
                .add("roundTripTimeMeasurements", roundTripTimeMeasurements)
                .all();
    }
}
