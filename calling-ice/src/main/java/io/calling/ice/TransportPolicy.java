package io.calling.ice;

/**
 * Which candidates our side may use, fixed when the transport is made (W3C {@code
 * RTCIceTransportPolicy}).
 */
public enum TransportPolicy {
    /** Relayed candidates only, whatever the peer does. The default everywhere. */
    RELAY_ONLY,
    /**
     * Relayed candidates only, until {@link IceTransport#permitDirect} is called; from then on as
     * {@link #ALL}.
     */
    RELAY_FIRST,
    /** Host and server-reflexive candidates too: the peer learns our addresses. */
    ALL
}
