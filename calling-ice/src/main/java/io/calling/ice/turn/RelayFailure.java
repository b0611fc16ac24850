package io.calling.ice.turn;

/** Why there is no allocation, or no longer. */
public enum RelayFailure {
    /** Nothing usable came from the relay before the deadline; or its name is unknown. */
    UNREACHABLE,
    /** The relay refused the credentials. */
    UNAUTHORIZED,
    /** The relay forbids allocations to this user or from this network (403). */
    FORBIDDEN,
    /** The relay lacks what was asked for: an address family, a transport (440, 442, 420). */
    UNSUPPORTED,
    /** This user has as many allocations as it may have (486). */
    QUOTA_REACHED,
    /** The relay is full (508). */
    NO_CAPACITY,
    /** The relay refused for a reason that is none of the others. */
    REFUSED,
    /** The relay sent us elsewhere, to a host that the application did not list (300). */
    REDIRECTED,
    /** The relay did not prove who it is, by its certificate or by knowing the credentials. */
    UNTRUSTED,
    /** The relayed address is one of this host's own: it would hide nothing. */
    NO_MASK,
    /** The allocation was up, and is gone. */
    LOST
}
