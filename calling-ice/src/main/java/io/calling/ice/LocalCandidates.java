package io.calling.ice;

import java.net.InetSocketAddress;

/**
 * Makes candidates of our addresses. Foundation and priority say their order of arrival and nothing
 * else: neither hashes nor interface counts are in them. Owned by the loop.
 */
final class LocalCandidates {
    private int made;

    Candidate relayed(InetSocketAddress address) {
        return next(CandidateType.RELAYED, address);
    }

    /** RFC 8445, 5.1.2.1, with the type preferences of 5.1.2.2. */
    Candidate next(CandidateType type, InetSocketAddress address) {
        made++;
        long localPreference = 65535L - Math.min(made, 1000);
        long priority = typePreference(type) << 24 | localPreference << 8 | 255;
        return new Candidate(Integer.toString(made), 1, priority, address, type);
    }

    private static long typePreference(CandidateType type) {
        return switch (type) {
            case HOST -> 126;
            case PEER_REFLEXIVE -> 110;
            case SERVER_REFLEXIVE -> 100;
            case RELAYED -> 0;
        };
    }
}
