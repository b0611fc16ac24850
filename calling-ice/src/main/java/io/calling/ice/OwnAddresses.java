package io.calling.ice;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The addresses of ours that a call knows of: those of this host, and those that relays have seen
 * us at. Another address that says as much as one of them is to reach nobody. Owned by the loop.
 */
final class OwnAddresses {
    /** Whoever has an IPv6 network has at least so much of it (RFC 7421): it tells who that is. */
    private static final int NETWORK_BYTES = 8;

    private final Supplier<List<InetAddress>> local;
    private final Set<InetAddress> seen = new HashSet<>();

    /** {@code local} gives the addresses that this host has now. */
    OwnAddresses(Supplier<List<InetAddress>> local) {
        this.local = local;
    }

    /** A relay sees us there. */
    void add(InetAddress mapped) {
        seen.add(mapped);
    }

    /**
     * Whether an address at a relay tells where we are: it is one of ours, or lies in the same IPv6
     * network as one of ours. Loopback, which nobody else can reach, tells nothing.
     */
    boolean areToldBy(InetAddress relayed) {
        return !relayed.isLoopbackAddress()
                && (seen.stream().anyMatch(own -> isTold(own, relayed))
                        || local.get().stream().anyMatch(own -> isTold(own, relayed)));
    }

    private static boolean isTold(InetAddress own, InetAddress relayed) {
        return own.equals(relayed)
                || own instanceof Inet6Address
                        && relayed instanceof Inet6Address
                        && isOfItsOwner(relayed)
                        && Arrays.equals(network(own), network(relayed));
    }

    /** Networks of a site's own (RFC 4193) look the same to nobody outside. */
    private static boolean isOfItsOwner(InetAddress address) {
        AddressClass kind = AddressClass.of(address);
        return kind == AddressClass.GLOBAL || kind == AddressClass.DOCUMENTATION;
    }

    private static byte[] network(InetAddress address) {
        return Arrays.copyOf(address.getAddress(), NETWORK_BYTES);
    }
}
