package io.calling.ice.net;

import java.net.InetSocketAddress;

/** Takes the datagrams of a {@link BoundDatagramSocket}, on the loop. */
@FunctionalInterface
public interface SourcedDatagramReceiver {
    /**
     * One datagram and where it came from; the buffer as in {@link DatagramReceiver#onDatagram}.
     */
    void onDatagram(InetSocketAddress from, byte[] buffer, int offset, int length);
}
