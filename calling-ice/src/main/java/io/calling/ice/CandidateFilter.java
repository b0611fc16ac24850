package io.calling.ice;

import java.util.function.Predicate;

/**
 * Decides which candidates a call may use: of ours, whether the peer may learn it and checks may
 * leave from it; of the peer's, whether we may send to it.
 *
 * <p>A filter narrows and never widens: it is asked only about candidates that the {@link
 * TransportPolicy} and the library's rule on remote addresses have already permitted. Filters are
 * pure, thread-safe, and do not throw; where one throws all the same, the candidate is refused.
 */
@FunctionalInterface
public interface CandidateFilter {

    /** Whose candidate is being asked about. */
    enum Side {
        /** One of ours. */
        LOCAL,
        /** One of the peer's. */
        REMOTE
    }

    /** Whether the candidate may be used. */
    boolean permits(Side side, Candidate candidate);

    /** Permits what both permit. */
    default CandidateFilter and(CandidateFilter other) {
        return (side, candidate) -> permits(side, candidate) && other.permits(side, candidate);
    }

    /** Narrows nothing. */
    static CandidateFilter none() {
        return (side, candidate) -> true;
    }

    /** Narrows our own candidates; the peer's all pass. */
    static CandidateFilter local(Predicate<Candidate> predicate) {
        return (side, candidate) -> side == Side.REMOTE || predicate.test(candidate);
    }

    /** Narrows the peer's candidates; our own all pass. */
    static CandidateFilter remote(Predicate<Candidate> predicate) {
        return (side, candidate) -> side == Side.LOCAL || predicate.test(candidate);
    }

    /** Permits relayed candidates only, on the given side. */
    static CandidateFilter relayedOnly(Side which) {
        return (side, candidate) -> side != which || candidate.type() == CandidateType.RELAYED;
    }
}
