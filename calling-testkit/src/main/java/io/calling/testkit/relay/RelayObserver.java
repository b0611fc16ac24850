package io.calling.testkit.relay;

import io.calling.testkit.net.Payload;
import java.net.InetSocketAddress;

/** Sees what a relay sees. Every method runs on the network's loop and must be quick. */
public interface RelayObserver {
    /** An allocation was made. */
    default void onAllocated(String username, InetSocketAddress relayed) {}

    /** An allocation ended: it was released, or its time was over. */
    default void onReleased(String username, InetSocketAddress relayed) {}

    /** A datagram passed through an allocation. */
    default void onRelayed(RelayedPacket packet) {}

    /** A datagram left for a client, as it is on the wire: an answer of the relay, or relayed. */
    default void onSentToClient(InetSocketAddress client, Payload datagram) {}
}
