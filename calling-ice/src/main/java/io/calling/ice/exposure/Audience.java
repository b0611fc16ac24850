package io.calling.ice.exposure;

/** Who learnt something. */
public enum Audience {
    /** The other party of the call. */
    PEER,
    /** A relay of the application. */
    RELAY,
    /** Whoever carries the signaling. */
    SIGNALING,
    /** The resolver that looked up a relay's name. */
    RESOLVER,
    /** Observers on the local network. */
    LOCAL_NETWORK
}
