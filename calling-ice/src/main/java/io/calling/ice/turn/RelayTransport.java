package io.calling.ice.turn;

/** What carries TURN between us and the relay. Between relay and peer it is always UDP. */
public enum RelayTransport {
    /** Datagrams; observers on the local network see the peer's relayed address. */
    UDP,
    /** A stream, for networks that block UDP; observers see the same. */
    TCP,
    /** TLS over TCP: observers see the relay only. */
    TLS;

    /** Whether what is sent arrives, or the connection breaks: nothing is repeated then. */
    boolean isReliable() {
        return this != UDP;
    }
}
