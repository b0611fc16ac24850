package io.calling.ice.turn;

import java.net.InetSocketAddress;

/** What a {@link TurnClient} wants done; called on the loop, while it works. */
interface TurnEffects extends PacketSink {
    /** The allocation is up. */
    void onAllocated(InetSocketAddress relayed, InetSocketAddress mapped);

    /** A datagram of a permitted peer. */
    void onData(InetSocketAddress peer, byte[] buffer, int offset, int length);

    /** The relay had this socket's address in use before (437): go on from a new socket. */
    void onSocketTaken();

    /** The relay names another server (300); what follows is {@link #onFailed}. */
    void onRedirected(InetSocketAddress alternate);

    /** There is no allocation, or no longer. What follows is {@link #onReleased}. */
    void onFailed(RelayFailure failure);

    /**
     * The relay has said nothing for about a second although we sent and asked; or, with {@code
     * false}, it speaks again.
     */
    void onSilence(boolean silent);

    /** Nothing more is to be sent or received: the socket may close. */
    void onReleased();
}
