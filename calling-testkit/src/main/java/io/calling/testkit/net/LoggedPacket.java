package io.calling.testkit.net;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * One packet on one link. A packet that crosses two links is logged twice, with one number.
 *
 * @param number counts the packets of a network
 * @param at since the network was made
 * @param place the host or NAT whose link it is; the lan's name where the packet found no link
 * @param direction from the host or to it
 * @param transport UDP or TCP
 * @param from source address on this link
 * @param to destination address on this link
 * @param payload what it carries
 * @param fate what became of it here
 */
public record LoggedPacket(
        long number,
        Duration at,
        String place,
        Direction direction,
        Transport transport,
        InetSocketAddress from,
        InetSocketAddress to,
        Payload payload,
        Fate fate) {

    /** Which way along a link. */
    public enum Direction {
        /** From the host. */
        UP,
        /** To the host. */
        DOWN
    }

    /** One line: everything of the packet, the payload in hexadecimal. */
    @Override
    public String toString() {
        return String.format(
                "%d #%d %s %s %s %s>%s %s %s",
                at.toNanos(),
                number,
                place,
                direction,
                transport,
                text(from),
                text(to),
                fate,
                payload);
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
