package io.calling.ice;

/** Why a transport ended, other than by its own {@code close()}. */
public enum IceFailure {
    /** The provider gave no relay, and the policy allows nothing else. */
    NO_RELAY_CONFIGURED,
    /** No relay answered in time, or the last one was lost. */
    RELAY_UNREACHABLE,
    /** The relay refused the credentials. */
    RELAY_UNAUTHORIZED,
    /** The relay stands behind an address of ours: relayed would be exposed. */
    RELAY_EXPOSES_YOU,
    /** Relayed on our side, yet no pair of candidates works. */
    NO_PATH,
    /** The peer stopped answering consent checks (RFC 7675). */
    PEER_LOST,
    /** A packet of ours was about to go where it must not; the guard refused it. */
    PRIVACY_VIOLATION_PREVENTED
}
