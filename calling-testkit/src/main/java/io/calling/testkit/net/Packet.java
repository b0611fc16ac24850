package io.calling.testkit.net;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One packet on its way.
 *
 * @param id counts the packets of a network
 * @param from source, as it is here and now: NATs rewrite it
 * @param to destination, likewise
 * @param payload what it carries
 * @param segment what the payload is to its stream; null for datagrams
 */
record Packet(
        long id,
        Transport transport,
        InetSocketAddress from,
        InetSocketAddress to,
        Payload payload,
        @Nullable Segment segment) {

    Packet from(InetSocketAddress other) {
        return new Packet(id, transport, other, to, payload, segment);
    }

    Packet to(InetSocketAddress other) {
        return new Packet(id, transport, from, other, payload, segment);
    }

    /** Length with the headers of IP and transport. */
    int ipBytes() {
        int ip = to.getAddress() instanceof Inet6Address ? 40 : 20;
        return ip + transport.headerBytes() + payload.length();
    }
}
