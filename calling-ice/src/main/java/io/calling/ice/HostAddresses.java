package io.calling.ice;

import io.calling.ice.net.Route;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses of this host a direct call uses. Pure.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8835#section-3.2">RFC 8835, 3.2</a>
 */
final class HostAddresses {
    /** Hosts with more addresses than this offer the first. */
    private static final int MAXIMUM = 8;

    private HostAddresses() {}

    /** Of all addresses of a host those to open sockets at, for a route. */
    static List<InetAddress> used(List<InetAddress> all, Route route) {
        InetAddress pinned = route.localAddress().orElse(null);
        if (pinned != null) {
            return List.of(pinned);
        }
        List<InetAddress> usable =
                all.stream()
                        .filter(a -> !a.isLinkLocalAddress() && !a.isAnyLocalAddress())
                        .filter(a -> !a.isMulticastAddress())
                        .filter(a -> !isMadeOfMac(a) || !hasOther(all, a))
                        .toList();
        List<InetAddress> reachable = usable.stream().filter(a -> !a.isLoopbackAddress()).toList();
        boolean withLoopback = reachable.isEmpty() || route.includesLoopback();
        List<InetAddress> chosen = withLoopback ? usable : reachable;
        return chosen.subList(0, Math.min(chosen.size(), MAXIMUM));
    }

    /**
     * RFC 8835, 3.2: permanent addresses are left out where there are temporary ones of the same
     * scope. The JDK does not say which are temporary; those that name the network card are not.
     */
    private static boolean hasOther(List<InetAddress> all, InetAddress address) {
        AddressClass scope = AddressClass.of(address);
        return all.stream()
                .anyMatch(
                        other ->
                                other instanceof Inet6Address
                                        && AddressClass.of(other) == scope
                                        && !isMadeOfMac(other));
    }

    /**
     * RFC 4291, appendix A: such an interface identifier is the number of the network card with
     * {@code fffe} in its middle, and follows the device into every network.
     */
    private static boolean isMadeOfMac(InetAddress address) {
        byte[] ip = address.getAddress();
        return ip.length == 16 && ip[11] == (byte) 0xFF && ip[12] == (byte) 0xFE;
    }
}
