package io.calling.ice.turn;

import io.calling.ice.net.Route;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The order in which the addresses of a relay are tried: the families in turn, beginning with that
 * of the resolver's first answer (RFC 8305, 4); of a pinned route's family only.
 */
final class DialOrder {
    private DialOrder() {}

    static List<InetAddress> of(List<InetAddress> resolved, Route route) {
        List<InetAddress> usable =
                resolved.stream().filter(address -> canLeaveBy(route, address)).toList();
        if (usable.isEmpty()) {
            return usable;
        }
        boolean firstIsIpv4 = isIpv4(usable.get(0));
        List<InetAddress> same = usable.stream().filter(a -> isIpv4(a) == firstIsIpv4).toList();
        List<InetAddress> other = usable.stream().filter(a -> isIpv4(a) != firstIsIpv4).toList();
        List<InetAddress> order = new ArrayList<>();
        for (int i = 0; i < Math.max(same.size(), other.size()); i++) {
            same.stream().skip(i).findFirst().ifPresent(order::add);
            other.stream().skip(i).findFirst().ifPresent(order::add);
        }
        return order;
    }

    private static boolean canLeaveBy(Route route, InetAddress address) {
        return route.localAddress().map(local -> isIpv4(local) == isIpv4(address)).orElse(true);
    }

    private static boolean isIpv4(InetAddress address) {
        return address instanceof Inet4Address;
    }
}
