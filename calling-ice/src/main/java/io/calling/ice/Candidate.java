package io.calling.ice;

import io.calling.ice.net.IpLiteral;
import java.net.Inet6Address;
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
 * @see CandidateLine
 */
public record Candidate(
        String foundation,
        int component,
        long priority,
        InetSocketAddress address,
        CandidateType type) {
    private static final long MAXIMUM_PRIORITY = 0x7FFF_FFFFL;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public Candidate {
        if (foundation.isEmpty()
                || foundation.length() > 32
                || IceChars.firstForeign(foundation) >= 0) {
            throw new IllegalArgumentException("a foundation has 1 to 32 ice-chars");
        }
        if (component < 1 || component > 256) {
            throw new IllegalArgumentException("a component is 1 to 256, not " + component);
        }
        if (priority < 1 || priority > MAXIMUM_PRIORITY) {
            throw new IllegalArgumentException("a priority is 1 to 2^31 - 1, not " + priority);
        }
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("a candidate's address must be an IP literal");
        }
    }

    /**
     * The candidate as a line of SDP or of trickle signaling, without {@code a=}: {@code
     * candidate:1 1 udp 16777215 192.0.2.1 50000 typ relay raddr 0.0.0.0 rport 9}.
     *
     * <p>RFC 8839, 5.1: "If the candidate does not have a related address ... or the agent does not
     * want to disclose it, it MUST use 0.0.0.0 or :: and port 9". So ours say, always.
     */
    public String toLine() {
        return "candidate:"
                + foundation
                + ' '
                + component
                + " udp "
                + priority
                + ' '
                + IpLiteral.format(address.getAddress())
                + ' '
                + address.getPort()
                + " typ "
                + type.token()
                + relatedAddress();
    }

    private String relatedAddress() {
        if (type == CandidateType.HOST) {
            return "";
        }
        boolean ipv6 = address.getAddress() instanceof Inet6Address;
        return (ipv6 ? " raddr ::" : " raddr 0.0.0.0") + " rport 9";
    }

    /** The type only: addresses do not print. */
    @Override
    public String toString() {
        return "Candidate[" + type.token() + "]";
    }
}
