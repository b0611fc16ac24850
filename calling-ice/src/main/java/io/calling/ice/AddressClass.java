package io.calling.ice;

import java.net.InetAddress;

/**
 * What reach an address has. Two relays of the open Internet talk to each other; a relay in a
 * laboratory talks to its neighbour; and some addresses are never a peer's.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IPv4 registry</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IPv6 registry</a>
 */
enum AddressClass {
    /** Reachable from anywhere. */
    GLOBAL,
    /** This host. */
    LOOPBACK,
    /** A site's own: RFC 1918, RFC 6598 (100.64.0.0/10), RFC 4193 (fc00::/7). */
    PRIVATE,
    /** RFC 5737, RFC 3849, RFC 9637: documentation, and so also virtual networks in tests. */
    DOCUMENTATION,
    /** RFC 2544: benchmarks between devices. */
    BENCHMARKING,
    /**
     * Never a peer: link-local, multicast, broadcast, unspecified, reserved; addresses in which
     * another one hides (NAT64, 6to4, Teredo, IPv4-compatible); cloud metadata services.
     */
    NEVER;

    private static final Range[] IPV4 = {
        Range.of("127.0.0.0", 8, LOOPBACK),
        Range.of("100.100.100.200", 32, NEVER), // metadata of a cloud, inside 100.64.0.0/10
        Range.of("168.63.129.16", 32, NEVER), // platform service of a cloud, inside a public range
        Range.of("10.0.0.0", 8, PRIVATE),
        Range.of("172.16.0.0", 12, PRIVATE),
        Range.of("192.168.0.0", 16, PRIVATE),
        Range.of("100.64.0.0", 10, PRIVATE),
        Range.of("192.0.2.0", 24, DOCUMENTATION),
        Range.of("198.51.100.0", 24, DOCUMENTATION),
        Range.of("203.0.113.0", 24, DOCUMENTATION),
        Range.of("198.18.0.0", 15, BENCHMARKING),
        Range.of("0.0.0.0", 8, NEVER), // RFC 1122: this network
        Range.of("169.254.0.0", 16, NEVER), // RFC 3927: link-local, metadata
        Range.of("192.0.0.0", 24, NEVER), // RFC 6890: protocol assignments
        Range.of("192.31.196.0", 24, NEVER), // RFC 7535: AS112
        Range.of("192.52.193.0", 24, NEVER), // RFC 7450: AMT
        Range.of("192.88.99.0", 24, NEVER), // RFC 7526: 6to4 relays
        Range.of("192.175.48.0", 24, NEVER), // RFC 7534: AS112
        Range.of("224.0.0.0", 4, NEVER), // RFC 5771: multicast
        Range.of("240.0.0.0", 4, NEVER), // RFC 1112: reserved; RFC 919: broadcast
        Range.of("0.0.0.0", 0, GLOBAL),
    };

    private static final Range[] IPV6 = {
        Range.of("::1", 128, LOOPBACK),
        Range.of("fd00:ec2::", 32, NEVER), // metadata of a cloud, inside fc00::/7
        Range.of("fd20:ce::", 32, NEVER), // metadata of a cloud, inside fc00::/7
        Range.of("fc00::", 7, PRIVATE),
        Range.of("2001:db8::", 32, DOCUMENTATION),
        Range.of("3fff::", 20, DOCUMENTATION),
        Range.of("2001:2::", 48, BENCHMARKING), // RFC 5180
        Range.of("2001::", 23, NEVER), // RFC 2928: Teredo, ORCHID and other assignments
        Range.of("2002::", 16, NEVER), // RFC 3056: 6to4
        Range.of("2620:4f:8000::", 48, NEVER), // RFC 7534: AS112
        Range.of("2000::", 3, GLOBAL), // RFC 4291: the only global unicast there is
        Range.of("::", 0, NEVER), // the rest, ::ffff:0:0/96 and 64:ff9b::/96 among it
    };

    /** The class of an address. */
    static AddressClass of(InetAddress address) {
        byte[] ip = address.getAddress();
        for (Range range : ip.length == 4 ? IPV4 : IPV6) {
            if (range.contains(ip)) {
                return range.addressClass();
            }
        }
        return NEVER;
    }
}
