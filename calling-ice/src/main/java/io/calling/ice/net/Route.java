package io.calling.ice.net;

import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * By which interface a socket leaves. The default leaves it to the system's routes; an application
 * that must not use, say, a split-tunnel VPN pins the local address of the interface it wants.
 */
public final class Route {
    private static final Route SYSTEM = new Route(null);

    private final @Nullable InetAddress localAddress;

    private Route(@Nullable InetAddress localAddress) {
        this.localAddress = localAddress;
    }

    /** The route that the system chooses. */
    public static Route system() {
        return SYSTEM;
    }

    /** Leaves only from {@code localAddress}, an address of one of this host's interfaces. */
    public static Route from(InetAddress localAddress) {
        return new Route(localAddress);
    }

    /** The pinned local address, if any. */
    public Optional<InetAddress> localAddress() {
        return Optional.ofNullable(localAddress);
    }

    /** Says whether the route is pinned, without the address. */
    @Override
    public String toString() {
        return localAddress == null ? "system route" : "pinned route";
    }
}
