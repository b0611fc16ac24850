package io.calling.ice.stun;

/** The methods of STUN and TURN (RFC 8489, 18.2; RFC 8656, 17). Others exist and are no error. */
public final class StunMethod {
    /** Asks for the reflexive address; checks a path in ICE. */
    public static final int BINDING = 0x001;

    /** Asks a relay for an address. */
    public static final int ALLOCATE = 0x003;

    /** Prolongs or ends an allocation. */
    public static final int REFRESH = 0x004;

    /** Carries a datagram to the relay, for a peer. */
    public static final int SEND = 0x006;

    /** Carries a datagram from the relay, of a peer. */
    public static final int DATA = 0x007;

    /** Lets the datagrams of a peer's address through. */
    public static final int CREATE_PERMISSION = 0x008;

    /** Binds a channel number to a peer. */
    public static final int CHANNEL_BIND = 0x009;

    private StunMethod() {}
}
