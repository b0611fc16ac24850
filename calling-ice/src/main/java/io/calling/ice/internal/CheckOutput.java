package io.calling.ice.internal;

import java.net.InetSocketAddress;

/** Where checks leave; what carries them decides whether they may. */
@FunctionalInterface
public interface CheckOutput {
    /**
     * Sends one datagram in place: 64 bytes before {@code offset} may be overwritten.
     *
     * @param base the address of ours to send from
     * @param remote where to
     */
    void send(
            InetSocketAddress base,
            InetSocketAddress remote,
            byte[] buffer,
            int offset,
            int length);
}
