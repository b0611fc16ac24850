package io.calling.ice.net;

import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * By which interface a socket leaves. The default leaves it to the system's routes; an application
 * that must not use, say, a split-tunnel VPN pins the local address of the interface it wants.
 */
public final class Route {
    private static final Route SYSTEM = new Route(null, false);
    private static final Route SYSTEM_AND_LOOPBACK = new Route(null, true);

    private final @Nullable InetAddress localAddress;
    private final boolean withLoopback;

    private Route(@Nullable InetAddress localAddress, boolean withLoopback) {
        this.localAddress = localAddress;
        this.withLoopback = withLoopback;
    }

    /** The route that the system chooses. */
    public static Route system() {
        return SYSTEM;
    }

    /**
     * The route that the system chooses, and in direct calls the loopback addresses besides: for
     * peers, or relays of peers, on this very host. A peer elsewhere can do nothing with them.
     */
    public static Route systemAndLoopback() {
        return SYSTEM_AND_LOOPBACK;
    }

    /** Leaves only from {@code localAddress}, an address of one of this host's interfaces. */
    public static Route from(InetAddress localAddress) {
        return new Route(localAddress, false);
    }

    /** Whether a direct call may use loopback addresses beside those of the interfaces. */
    public boolean includesLoopback() {
        return withLoopback;
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
