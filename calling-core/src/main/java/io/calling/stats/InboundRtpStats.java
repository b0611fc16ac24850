package io.calling.stats;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What has come of one of the peer's streams.
 *
 * @param stream its SSRC, kind, transport and codec
 * @param mid names its section of the session; empty in calls between agents, which have none
 * @param remoteId the {@link RemoteOutboundRtpStats} of the same stream; empty until the peer has
 *     reported
 * @param packetsReceived RTP packets, retransmissions included
 * @param packetsLost expected but not received (RFC 3550, A.3); negative where duplicates outnumber
 *     losses
 * @param jitter variation of the arrival times, in seconds (RFC 3550, A.8)
 * @param bytesReceived payload bytes, without headers and padding
 * @param headerBytesReceived bytes of RTP headers and padding
 * @param packetsDiscarded received, but too late, twice, or from nobody that is heard; sound only
 * @param lastPacketReceivedTimestamp in milliseconds since 1970; empty until there was a packet
 * @param repairs what was asked for and came again
 * @param audio what was played, where it is sound that we play
 * @param video what became of the pictures, where it is pictures that we put together
 * @see <a href="https://www.w3.org/TR/webrtc-stats/#inboundrtpstats-dict*">W3C webrtc-stats,
 *     RTCInboundRtpStreamStats</a>
 */
public record InboundRtpStats(
        String id,
        double timestamp,
        RtpStream stream,
        Optional<String> mid,
        Optional<String> remoteId,
        long packetsReceived,
        long packetsLost,
        double jitter,
        long bytesReceived,
        long headerBytesReceived,
        long packetsDiscarded,
        OptionalDouble lastPacketReceivedTimestamp,
        Repairs repairs,
        Optional<Playout> audio,
        Optional<Pictures> video)
        implements Stats {

    /**
     * What was asked for again.
     *
     * @param nackCount feedback messages about lost packets that we sent (RFC 4585, 6.2.1)
     * @param pliCount requests for a key frame that we sent (RFC 4585, 6.3.1)
     * @param firCount requests of the other kind (RFC 5104, 4.3.1); we send none
     * @param retransmittedPacketsReceived packets that came again, and filled a gap
     * @param retransmittedBytesReceived payload bytes in them
     */
    public record Repairs(
            long nackCount,
            long pliCount,
            long firCount,
            long retransmittedPacketsReceived,
            long retransmittedBytesReceived) {
        /** Nothing was asked for. */
        public static final Repairs NONE = new Repairs(0, 0, 0, 0, 0);
    }

    /**
     * What a jitter buffer and the sink behind it made of the sound. A sample is a tick of the
     * media clock, whatever the number of channels.
     *
     * @param totalSamplesReceived samples that were played, those that were made up included
     * @param concealedSamples samples that were made up for packets lost or late; those that came
     *     as a copy in the packet behind were not
     * @param concealmentEvents how often that began
     * @param insertedSamplesForDeceleration samples by which playing was made longer
     * @param removedSamplesForAcceleration samples by which it was made shorter
     * @param jitterBufferDelay how long each sample waited from its arrival until it was played, in
     *     seconds, summed up over all that were emitted
     * @param jitterBufferTargetDelay how long each should have waited, likewise
     * @param jitterBufferEmittedCount samples that came out of the buffer
     */
    public record Playout(
            long totalSamplesReceived,
            long concealedSamples,
            long concealmentEvents,
            long insertedSamplesForDeceleration,
            long removedSamplesForAcceleration,
            double jitterBufferDelay,
            double jitterBufferTargetDelay,
            long jitterBufferEmittedCount) {}

    /**
     * What became of the pictures.
     *
     * @param framesReceived whole frames
     * @param framesDecoded those that the sink took, and could decode
     * @param framesDropped those that it was not given, since no decoder could have used them or
     *     the sink fell behind
     */
    public record Pictures(long framesReceived, long framesDecoded, long framesDropped) {}

    @Override
    public StatsType type() {
        return StatsType.INBOUND_RTP;
    }

    @Override
    public Map<String, Object> members() {
        Members members =
                stream.into(Members.of(this))
                        .addText("mid", mid)
                        .addText("remoteId", remoteId)
                        .add("packetsReceived", packetsReceived)
                        .add("packetsLost", packetsLost)
                        .add("jitter", jitter)
                        .add("bytesReceived", bytesReceived)
                        .add("headerBytesReceived", headerBytesReceived)
                        .add("packetsDiscarded", packetsDiscarded)
                        .add("lastPacketReceivedTimestamp", lastPacketReceivedTimestamp)
                        .add("nackCount", repairs.nackCount)
                        .add("pliCount", repairs.pliCount)
                        .add("firCount", repairs.firCount)
                        .add("retransmittedPacketsReceived", repairs.retransmittedPacketsReceived)
                        .add("retransmittedBytesReceived", repairs.retransmittedBytesReceived);
        audio.ifPresent(playout -> add(members, playout));
        video.ifPresent(
                pictures ->
                        members.add("framesReceived", pictures.framesReceived)
                                .add("framesDecoded", pictures.framesDecoded)
                                .add("framesDropped", pictures.framesDropped));
        return members.all();
    }

    private static void add(Members members, Playout playout) {
        members.add("totalSamplesReceived", playout.totalSamplesReceived)
                .add("concealedSamples", playout.concealedSamples)
                .add("concealmentEvents", playout.concealmentEvents)
                .add("insertedSamplesForDeceleration", playout.insertedSamplesForDeceleration)
                .add("removedSamplesForAcceleration", playout.removedSamplesForAcceleration)
                .add("jitterBufferDelay", playout.jitterBufferDelay)
                .add("jitterBufferTargetDelay", playout.jitterBufferTargetDelay)
                .add("jitterBufferEmittedCount", playout.jitterBufferEmittedCount);
    }
}
