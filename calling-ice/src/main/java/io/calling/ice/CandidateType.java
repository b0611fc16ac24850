package io.calling.ice;

/** The kind of a candidate (RFC 8445, 5.1.1; RFC 8839, 5.1). */
public enum CandidateType {
    /** An address of an interface. */
    HOST("host"),
    /** What a STUN server saw. */
    SERVER_REFLEXIVE("srflx"),
    /** What the peer saw in a check. */
    PEER_REFLEXIVE("prflx"),
    /** An address of a relay. */
    RELAYED("relay");

    private final String token;

    CandidateType(String token) {
        this.token = token;
    }

    /** The token in {@code a=candidate}. */
    public String token() {
        return token;
    }
}
