package io.calling.media;

/**
 * Counters of one {@link RtpTrack}.
 *
 * @param packetsSent without retransmissions
 * @param packetsReceived retransmissions that filled a gap included
 * @param packetsLost that never came, as reported to the peer
 * @param packetsRefused that came and were not taken: in a direction that is not agreed on, of a
 *     format that is not, or of a second source
 * @param retransmitted packets that the peer had asked for
 * @param retransmissionsRefused requests of the peer for packets that were there, and were not sent
 *     again: it asked too soon after the last time, too often, or for more than half of what is
 *     sent
 * @param nacked packets that we asked for
 * @param keyFrameRequests that we sent
 * @param keyFrameRequestsReceived that the peer sent, by PLI or FIR
 */
public record TrackStatistics(
        long packetsSent,
        long packetsReceived,
        long packetsLost,
        long packetsRefused,
        long retransmitted,
        long retransmissionsRefused,
        long nacked,
        long keyFrameRequests,
        long keyFrameRequestsReceived) {}
