package io.calling.ice.turn;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Relays that the application knew from the beginning. */
record FixedRelays(List<RelayServer> servers) implements RelayProvider {
    @Override
    public CompletionStage<List<RelayServer>> relays() {
        return CompletableFuture.completedFuture(servers);
    }

    @Override
    public Set<String> hosts() {
        return servers.stream()
                .map(server -> server.uri().host())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Nobody is asked for the names of the others either. */
    @Override
    public RelayProvider inRegion(String region) {
        return new FixedRelays(in(region, servers));
    }

    static List<RelayServer> in(String region, List<RelayServer> servers) {
        return servers.stream()
                .filter(server -> server.region().map(region::equals).orElse(false))
                .toList();
    }
}
