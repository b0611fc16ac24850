package io.calling.ice.turn;

/** Why there is no allocation, or no longer. */
public enum RelayFailure {
    /** Nothing usable came from the relay before the deadline; or its name is unknown. */
    UNREACHABLE,
    /** The relay refused the credentials. */
    UNAUTHORIZED,
    /** The relay understood and refused: quota, capacity, policy, an address family it lacks. */
    REFUSED,
    /** The relay sent us elsewhere, to a host that the application did not list. */
    REDIRECTED,
    /** The relay's certificate or its name is not the expected one. */
    UNTRUSTED,
    /** The allocation was up, and is gone. */
    LOST
}
