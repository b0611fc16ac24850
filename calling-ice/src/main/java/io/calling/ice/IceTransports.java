package io.calling.ice;

import io.calling.ice.internal.Ice4jSettings;
import io.calling.ice.net.IpLiteral;
import io.calling.ice.net.Network;
import io.calling.ice.turn.RelayClient;
import io.calling.ice.turn.RelayProvider;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes {@link IceTransport}s. */
public final class IceTransports {
    private IceTransports() {}

    /**
     * Makes a transport that has not gathered yet; nothing is sent before {@link
     * IceTransport#gather}.
     *
     * @param config what it is made of
     * @param listener called on the network's loop
     * @throws IllegalStateException if the application has initialised ice4j with settings that
     *     would leak (see {@link #warmUp()})
     */
    public static IceTransport create(IceConfig config, IceTransport.Listener listener) {
        Ice4jSettings.apply();
        return new IceSession(config, listener, RelayClient::allocate);
    }

    /**
     * Looks up the names of the application's servers, in the background, so that transports which
     * are made over {@code network} later need no resolver (see {@link
     * io.calling.ice.net.NameCache}). Returns at once and never fails: a name that cannot be looked
     * up is tried again, and a transport that needs it meanwhile ends with {@link
     * IceFailure#RELAY_UNREACHABLE}.
     *
     * @param network the one that the transports will use
     * @param relays whose {@link RelayProvider#hosts()} are looked up; null where there are none
     * @param stunServers for direct modes
     */
    public static void prepare(
            Network network, @Nullable RelayProvider relays, StunUri... stunServers) {
        Set<String> hosts = new LinkedHashSet<>();
        if (relays != null) {
            hosts.addAll(relays.hosts());
        }
        Stream.of(stunServers).map(StunUri::host).forEach(hosts::add);
        hosts.removeIf(host -> IpLiteral.parse(host) != null);
        hosts.forEach(
                host -> {
                    var unused = network.resolve(host);
                });
    }

    /**
     * Sets ice4j's process-wide configuration (no cloud metadata, no UPnP, no product name, no
     * logging) and loads its classes, so that the first call of the process is as quick as the
     * second. Optional, idempotent, any thread, takes some 100 ms.
     *
     * @throws IllegalStateException if the application has initialised ice4j otherwise
     */
    public static void warmUp() {
        Ice4jSettings.apply();
    }
}
