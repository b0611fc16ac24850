package io.calling.stats;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What has left on one of our streams.
 *
 * @param stream its SSRC, kind, transport and codec
 * @param mid names its section of the session; empty in calls between agents, which have none
 * @param mediaSourceId the {@link MediaSourceStats} that it is fed from; empty where the
 *     application sends packets of its own
 * @param remoteId the {@link RemoteInboundRtpStats} of the same stream; empty until the peer has
 *     reported
 * @param active whether it may send now; not while it is held
 * @param packetsSent RTP packets, retransmissions included, whichever SSRC these have
 * @param bytesSent payload bytes in them, without headers and padding
 * @param headerBytesSent bytes of RTP headers and padding
 * @param retransmittedPacketsSent packets that the peer had asked for, or that were sent once more
 *     to find out how much the path takes
 * @param retransmittedBytesSent payload bytes in them
 * @param rtxSsrc of the retransmissions, where they have one of their own
 * @param targetBitrate bits per second that may be sent, as far as feedback has told
 * @param framesSent whole frames of pictures
 * @param nackCount feedback messages about lost packets that came
 * @param pliCount requests for a key frame that came (RFC 4585, 6.3.1)
 * @param firCount requests of the other kind that came (RFC 5104, 4.3.1)
 * @see <a href="https://www.w3.org/TR/webrtc-stats/#outboundrtpstats-dict*">W3C webrtc-stats,
 *     RTCOutboundRtpStreamStats</a>
 */
public record OutboundRtpStats(
        String id,
        double timestamp,
        RtpStream stream,
        Optional<String> mid,
        Optional<String> mediaSourceId,
        Optional<String> remoteId,
        boolean active,
        long packetsSent,
        long bytesSent,
        long headerBytesSent,
        long retransmittedPacketsSent,
        long retransmittedBytesSent,
        OptionalLong rtxSsrc,
        OptionalDouble targetBitrate,
        OptionalLong framesSent,
        long nackCount,
        long pliCount,
        long firCount)
        implements Stats {
    @Override
    public StatsType type() {
        return StatsType.OUTBOUND_RTP;
    }

    @Override
    public Map<String, Object> members() {
        return stream.into(Members.of(this))
                .addText("mid", mid)
                .addText("mediaSourceId", mediaSourceId)
                .addText("remoteId", remoteId)
                .add("active", active)
                .add("packetsSent", packetsSent)
                .add("bytesSent", bytesSent)
                .add("headerBytesSent", headerBytesSent)
                .add("retransmittedPacketsSent", retransmittedPacketsSent)
                .add("retransmittedBytesSent", retransmittedBytesSent)
                .add("rtxSsrc", rtxSsrc)
                .add("targetBitrate", targetBitrate)
                .add("framesSent", framesSent)
                .add("nackCount", nackCount)
                .add("pliCount", pliCount)
                .add("firCount", firCount)
                .all();
    }
}
