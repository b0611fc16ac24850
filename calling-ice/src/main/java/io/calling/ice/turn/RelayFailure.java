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
    /** The relay sent us elsewhere, and not to one of its own addresses (300). */
    REDIRECTED,
    /** The relay did not prove who it is, by its certificate or by knowing the credentials. */
    UNTRUSTED,
    /** The allocation was up, and is gone. */
    LOST
}
