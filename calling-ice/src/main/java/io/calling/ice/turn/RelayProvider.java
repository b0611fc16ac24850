package io.calling.ice.turn;

import java.util.List;
import java.util.concurrent.CompletableFuture;
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

    /** Always the same relays. */
    static RelayProvider of(RelayServer... servers) {
        List<RelayServer> all = List.of(servers);
        return () -> CompletableFuture.completedFuture(all);
    }

    /**
     * Fresh relays each time: {@code supplier} fetches ephemeral credentials, from the
     * application's server say. Those that say until when they are good ({@link
     * RelayServer#expiringAt}) are replaced in mid-call before that.
     */
    static RelayProvider refreshing(
            Supplier<? extends CompletionStage<List<RelayServer>>> supplier) {
        return supplier::get;
    }

    /**
     * The same relays, but only those in {@code region}. The choice of the nearest relay tells the
     * peer, roughly, where one is; a pinned region tells it the region at most.
     */
    default RelayProvider inRegion(String region) {
        return () ->
                relays().thenApply(
                                servers ->
                                        servers.stream()
                                                .filter(server -> isIn(server, region))
                                                .toList());
    }

    private static boolean isIn(RelayServer server, String region) {
        return server.region().map(region::equals).orElse(false);
    }
}
