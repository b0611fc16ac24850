package io.calling.ice;

/**
 * Which candidates our side may use, fixed when the transport is made (W3C {@code
 * RTCIceTransportPolicy}).
 */
public enum TransportPolicy {
    /** Relayed candidates only, whatever the peer does. The default everywhere. */
    RELAY_ONLY,
    /** Host and server-reflexive candidates too: the peer learns our addresses. */
    ALL
}
