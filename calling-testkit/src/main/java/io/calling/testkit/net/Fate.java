package io.calling.testkit.net;

/** What became of a packet on one link. */
public enum Fate {
    /** It was carried to the link's other end. */
    CARRIED,
    /** It was lost on the way, alone or in a run. */
    LOST,
    /** The link was cut. */
    CUT,
    /** Too much was waiting for a slow link. */
    QUEUE_FULL,
    /** It was larger than the link's MTU. */
    TOO_BIG,
    /** Nobody has the address that it was for. */
    UNROUTABLE,
    /** A NAT or a firewall did not let it through. */
    FILTERED,
    /** It arrived where nobody listens. */
    UNHEARD
}
