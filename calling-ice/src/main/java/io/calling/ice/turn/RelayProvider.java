package io.calling.ice.turn;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Where relays come from: the application, and nobody else. Asked once for each call, and again
 * when a relay or its credentials have to be replaced in mid-call.
 */
@FunctionalInterface
public interface RelayProvider {
    /**
     * The relays to use now; an empty list ends a private call. May be called from any thread, and
     * must not block.
     */
    CompletionStage<List<RelayServer>> relays();

    /**
     * The host names of relays that are known before {@link #relays()} is asked, if any are. An
     * agent looks them up when it is built, so that no resolver is asked when a call is made.
     */
    default Set<String> hosts() {
        return Set.of();
    }

    /** Always the same relays. */
    static RelayProvider of(RelayServer... servers) {
        return new FixedRelays(List.of(servers));
    }

    /**
     * Fresh relays each time: {@code supplier} fetches ephemeral credentials, from the
     * application's server say. Those that say until when they are good ({@link
     * RelayServer#expiringAt}) are replaced in mid-call before that. Where the hosts of the relays
     * are known, say so ({@link #withHosts}), or their names are looked up in the first call.
     */
    static RelayProvider refreshing(
            Supplier<? extends CompletionStage<List<RelayServer>>> supplier) {
        return supplier::get;
    }

    /**
     * The same relays, but only those in {@code region}. The choice of the nearest relay tells the
     * peer, roughly, where one is; a pinned region tells it the region at most. Hosts that were
     * said by {@link #withHosts} before are forgotten, for they may be elsewhere.
     */
    default RelayProvider inRegion(String region) {
        return () -> relays().thenApply(servers -> FixedRelays.in(region, servers));
    }

    /**
     * The same relays, which are known to stand at these hosts.
     *
     * @param hosts names, as in the URIs of the relays to come; names that no call will need are
     *     looked up in vain
     */
    default RelayProvider withHosts(String... hosts) {
        return new RelaysAtHosts(this, Set.of(hosts));
    }
}
