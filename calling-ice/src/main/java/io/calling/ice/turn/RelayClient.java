package io.calling.ice.turn;

import io.calling.ice.net.Network;
import io.calling.ice.net.Route;

/** Makes allocations at relays. */
public final class RelayClient {
    private RelayClient() {}

    /**
     * Asks one relay for an address. Returns at once; {@link RelayAllocation.Listener#onAllocated}
     * or {@link RelayAllocation.Listener#onLost} follows on the loop.
     *
     * @param network sockets, time and randomness
     * @param server the relay and its credentials
     * @param route which interface to leave by
     * @param listener told what happens
     * @return the allocation to be: close it, whatever comes
     */
    @SuppressWarnings("DoNotCallSuggester") // until the machine behind it lands
    public static RelayAllocation allocate(
            Network network, RelayServer server, Route route, RelayAllocation.Listener listener) {
        throw new UnsupportedOperationException("joined to the machine in the next change");
    }
}
