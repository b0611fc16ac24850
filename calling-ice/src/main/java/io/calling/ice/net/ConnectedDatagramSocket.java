package io.calling.ice.net;

import java.net.InetSocketAddress;

/** A UDP socket with one destination, fixed when it was opened. Thread-safe. */
public interface ConnectedDatagramSocket extends AutoCloseable {
    /**
     * Sends one datagram, or drops it where the system's buffer is full, as UDP may. Never blocks.
     *
     * @return whether the system took it
     */
    boolean send(byte[] buffer, int offset, int length);

    /** The local address that the system chose. Never to be shown to a peer. */
    InetSocketAddress localAddress();

    /** The only destination. */
    InetSocketAddress remoteAddress();

    /** Closes the socket; no receiver is called afterwards on the loop. Idempotent. */
    @Override
    void close();
}
