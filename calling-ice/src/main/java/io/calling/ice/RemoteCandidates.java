package io.calling.ice;

import io.calling.ice.CandidateFilter.Side;
import io.calling.ice.internal.CheckRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The peer's candidates that we consider: those that the rule on addresses and the application's
 * filter permit, of the first hundred. Owned by the loop.
 */
final class RemoteCandidates {
    private final CandidateFilter filter;
    private final Supplier<List<InetAddress>> ownAddresses;
    private final Counters counters;
    private final Map<InetSocketAddress, Candidate> admitted = new LinkedHashMap<>();
    private final Set<InetSocketAddress> refused = new HashSet<>();
    private int considered;
    private int revealed;

    /** {@code ownAddresses} gives the addresses that this host has now. */
    RemoteCandidates(
            CandidateFilter filter, Supplier<List<InetAddress>> ownAddresses, Counters counters) {
        this.filter = filter;
        this.ownAddresses = ownAddresses;
        this.counters = counters;
    }

    /** Considers a candidate; false where it is refused, and counted, or known. */
    boolean admit(Candidate candidate) {
        if (admitted.containsKey(candidate.address())) {
            return false;
        }
        considered++;
        if (considered > RemoteAddressPolicy.MAXIMUM_CANDIDATES || !isPermitted(candidate)) {
            counters.candidatesRefused.incrementAndGet();
            return false;
        }
        admitted.put(candidate.address(), candidate);
        return true;
    }

    private boolean isPermitted(Candidate candidate) {
        try {
            return RemoteAddressPolicy.mayBeAPeer(candidate.address())
                    && filter.permits(Side.REMOTE, candidate);
        } catch (RuntimeException e) {
            return false; // CandidateFilter: "where one throws all the same, it is refused"
        }
    }

    /**
     * Considers an address that an authentic check came from (RFC 8445, 7.3.1.3); null where it is
     * refused, and counted.
     */
    @Nullable Candidate reveal(InetSocketAddress remote, CheckRequest check) {
        if (check.priority() > Integer.MAX_VALUE) {
            return null;
        }
        if (revealed == RemoteAddressPolicy.MAXIMUM_REVEALED) {
            counters.candidatesRefused.incrementAndGet();
            return null;
        }
        Candidate candidate =
                new Candidate("prflx", 1, check.priority(), remote, CandidateType.PEER_REFLEXIVE);
        if (!admit(candidate)) {
            return null;
        }
        revealed++;
        return candidate;
    }

    /** Whether datagrams may go to a candidate from this base. */
    boolean permits(Base base, Candidate candidate) {
        InetSocketAddress local = base.address();
        return RemoteAddressPolicy.permits(local, candidate.address())
                || local.getAddress().isLoopbackAddress()
                        && RemoteAddressPolicy.permitsOnThisHost(
                                local, candidate.address(), ownAddresses.get());
    }

    /** As {@link #permits}; counts a candidate that is refused for its reach. */
    boolean pairs(Base base, Candidate candidate) {
        boolean permitted = permits(base, candidate);
        boolean sameFamily =
                base.address().getAddress().getClass()
                        == candidate.address().getAddress().getClass();
        if (!permitted && sameFamily && refused.add(candidate.address())) {
            counters.candidatesRefused.incrementAndGet();
        }
        return permitted;
    }

    /** The candidate with this address, or null. */
    @Nullable Candidate at(InetSocketAddress address) {
        return admitted.get(address);
    }

    Collection<Candidate> all() {
        return admitted.values();
    }
}
