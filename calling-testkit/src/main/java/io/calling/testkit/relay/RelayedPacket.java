package io.calling.testkit.relay;

import io.calling.testkit.net.Payload;
import java.net.InetSocketAddress;

/**
 * One datagram that passed through an allocation.
 *
 * @param username whose allocation
 * @param relayed the allocation's address
 * @param peer where it came from, or went
 * @param direction which way
 * @param data the datagram, without the wrapping between relay and client
 */
public record RelayedPacket(
        String username,
        InetSocketAddress relayed,
        InetSocketAddress peer,
        Direction direction,
        Payload data) {

    /** Which way through the relay. */
    public enum Direction {
        /** From the client that owns the allocation to a peer. */
        TO_PEER,
        /** From a peer to that client. */
        TO_CLIENT
    }

    /** Direction and length: addresses do not print. */
    @Override
    public String toString() {
        return "RelayedPacket[" + direction + ", " + data.length() + " bytes]";
    }
}
