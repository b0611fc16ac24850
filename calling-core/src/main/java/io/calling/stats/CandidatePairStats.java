package io.calling.stats;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * The pair of candidates in use.
 *
 * @param transportId the {@link TransportStats} that uses it
 * @param localCandidateId the {@link CandidateStats} of ours
 * @param remoteCandidateId that of the peer's
 * @param state {@code succeeded}
 * @param nominated whether it is the one in use
 * @param packetsSent datagrams of the transport, on this pair and those before it
 * @param packetsReceived likewise
 * @param bytesSent in them
 * @param bytesReceived likewise
 * @param totalRoundTripTime of questions for consent and their answers, in seconds (RFC 7675)
 * @param currentRoundTripTime of the latest, in seconds; empty until there was one, a few seconds
 *     after the beginning
 * @param availableOutgoingBitrate bits per second that may be sent, as far as feedback has told
 * @param responsesReceived answers to questions for consent
 * @param consentRequestsSent such questions
 * @see <a href="https://www.w3.org/TR/webrtc-stats/#candidatepair-dict*">W3C webrtc-stats,
 *     RTCIceCandidatePairStats</a>
 */
public record CandidatePairStats(
        String id,
        double timestamp,
        String transportId,
        String localCandidateId,
        String remoteCandidateId,
        String state,
        boolean nominated,
        long packetsSent,
        long packetsReceived,
        long bytesSent,
        long bytesReceived,
        double totalRoundTripTime,
        OptionalDouble currentRoundTripTime,
        OptionalDouble availableOutgoingBitrate,
        long responsesReceived,
        long consentRequestsSent)
        implements Stats {
    @Override
    public StatsType type() {
        return StatsType.CANDIDATE_PAIR;
    }

    @Override
    public Map<String, Object> members() {
        return Members.of(this)
                .add("transportId", transportId)
                .add("localCandidateId", localCandidateId)
                .add("remoteCandidateId", remoteCandidateId)
                .add("state", state)
                .add("nominated", nominated)
                .add("packetsSent", packetsSent)
                .add("packetsReceived", packetsReceived)
                .add("bytesSent", bytesSent)
                .add("bytesReceived", bytesReceived)
                .add("totalRoundTripTime", totalRoundTripTime)
                .add("currentRoundTripTime", currentRoundTripTime)
                .add("availableOutgoingBitrate", availableOutgoingBitrate)
                .add("responsesReceived", responsesReceived)
                .add("consentRequestsSent", consentRequestsSent)
                .all();
    }
}
