package io.calling.stats;

import io.calling.ice.CandidateType;
import java.util.Map;

/**
 * A candidate of the pair in use. It has no address, port, related address, URL, foundation or user
 * fragment: reports are made to be handed on, and those of ours or the peer's must not go with
 * them, in private calls and in others. Addresses are in the call's exposure report alone.
 *
 * @param remote whether it is the peer's
 * @param transportId the {@link TransportStats} that uses it
 * @param candidateType what kind of address it is
 * @param protocol {@code udp}, by which it is reached; how we reach our relay is not told
 * @see <a href="https://www.w3.org/TR/webrtc-stats/#icecandidate-dict*">W3C webrtc-stats,
 *     RTCIceCandidateStats</a>
 */
public record CandidateStats(
        String id,
        double timestamp,
        boolean remote,
        String transportId,
        CandidateType candidateType,
        String protocol)
        implements Stats {
    @Override
    public StatsType type() {
        return remote ? StatsType.REMOTE_CANDIDATE : StatsType.LOCAL_CANDIDATE;
    }

    @Override
    public Map<String, Object> members() {
        return Members.of(this)
                .add("transportId", transportId)
                .add("candidateType", candidateType.token())
                .add("protocol", protocol)
                .all();
    }
}
