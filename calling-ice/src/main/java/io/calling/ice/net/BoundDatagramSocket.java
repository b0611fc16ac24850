package io.calling.ice.net;

import java.net.InetSocketAddress;

/** A UDP socket that sends to and receives from any address. Thread-safe. */
public interface BoundDatagramSocket extends AutoCloseable {
    /**
     * Sends one datagram, or drops it where the system's buffer is full, as UDP may. Never blocks.
     *
     * @return whether the system took it
     */
    boolean send(InetSocketAddress to, byte[] buffer, int offset, int length);

    /** The bound address with its actual port. */
    InetSocketAddress localAddress();

    /** Closes the socket; no receiver is called afterwards on the loop. Idempotent. */
    @Override
    void close();
}
