package io.calling.ice.turn;

import io.calling.ice.net.Network;
import io.calling.ice.net.Route;

/** Makes allocations at relays. */
public final class RelayClient {
    private RelayClient() {}

    /**
     * Asks one relay for an address of the family that the application wants, else an IPv4 address
     * or, where the relay has none, an IPv6 address. Returns at once; {@link
     * RelayAllocation.Listener#onAllocated} or {@link RelayAllocation.Listener#onLost} follows on
     * the loop within eight seconds.
     *
     * @param network sockets, time and randomness
     * @param server the relay and its credentials
     * @param route which interface to leave by
     * @param listener told what happens
     * @return the allocation to be: close it, whatever comes
     */
    public static RelayAllocation allocate(
            Network network, RelayServer server, Route route, RelayAllocation.Listener listener) {
        RelayDial dial = new RelayDial(network, server, route, TurnTimings.STANDARD, listener);
        dial.start();
        return dial;
    }

    /**
     * Asks one relay for an address of the given family.
     *
     * @param family of the relayed address; the relay itself may be reached by the other
     * @return the allocation to be: close it, whatever comes
     */
    public static RelayAllocation allocate(
            Network network,
            RelayServer server,
            AddressFamily family,
            Route route,
            RelayAllocation.Listener listener) {
        return allocate(network, server.relaying(family), route, listener);
    }
}
