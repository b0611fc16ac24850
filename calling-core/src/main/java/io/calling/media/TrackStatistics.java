package io.calling.media;

/**
 * Counters of one {@link RtpTrack}.
 *
 * @param packetsSent without retransmissions
 * @param packetsReceived retransmissions that filled a gap included
 * @param packetsLost that never came, as reported to the peer
 * @param retransmitted packets that the peer had asked for
 * @param nacked packets that we asked for
 * @param keyFrameRequests that we sent
 * @param keyFrameRequestsReceived that the peer sent, by PLI or FIR
 */
public record TrackStatistics(
        long packetsSent,
        long packetsReceived,
        long packetsLost,
        long retransmitted,
        long nacked,
        long keyFrameRequests,
        long keyFrameRequestsReceived) {}
