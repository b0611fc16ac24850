package io.calling.ice.net;

import java.net.InetSocketAddress;

/** A TCP connection with one destination. Thread-safe. */
public interface StreamSocket extends AutoCloseable {
    /**
     * Queues bytes in order. Where more than the socket's bound is waiting already, nothing is
     * queued.
     *
     * @return whether the bytes were queued
     */
    boolean send(byte[] buffer, int offset, int length);

    /**
     * Whether {@code length} bytes would be queued now. True may be wrong where several threads
     * send.
     */
    default boolean hasRoom(int length) {
        return true;
    }

    /** The local address that the system chose. Never to be shown to a peer. */
    InetSocketAddress localAddress();

    /** The only destination. */
    InetSocketAddress remoteAddress();

    /**
     * Sends what is queued without blocking, as far as the system takes it, and closes. Idempotent.
     */
    @Override
    void close();
}
