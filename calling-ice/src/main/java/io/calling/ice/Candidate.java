package io.calling.ice;

import java.net.InetSocketAddress;

/**
 * One UDP candidate of either side (RFC 8445, 5.3), without its related address: ours always print
 * {@code raddr 0.0.0.0 rport 9}, and the peer's is of no use to us.
 *
 * @param foundation 1 to 32 ice-chars; an opaque counter in ours
 * @param component 1 for RTP, and for RTCP multiplexed with it
 * @param priority 1 to 2^31 - 1
 * @param address an IP literal and a port
 * @param type the kind
 */
public record Candidate(
        String foundation,
        int component,
        long priority,
        InetSocketAddress address,
        CandidateType type) {

    /** Checks the values. */
    public Candidate {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("a candidate's address must be an IP literal");
        }
    }

    /** The type only: addresses do not print. */
    @Override
    public String toString() {
        return "Candidate[" + type.token() + "]";
    }
}
