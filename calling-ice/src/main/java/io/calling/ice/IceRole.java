package io.calling.ice;

/** Which agent nominates (RFC 8445, 6.1.1). */
public enum IceRole {
    /** Nominates the pair; the offerer, normally. */
    CONTROLLING,
    /** Follows the peer's nomination. */
    CONTROLLED
}
