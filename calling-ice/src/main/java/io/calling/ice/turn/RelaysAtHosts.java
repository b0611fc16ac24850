package io.calling.ice.turn;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Relays that come with their credentials when they are asked for, at hosts that are known. */
record RelaysAtHosts(RelayProvider provider, Set<String> hosts) implements RelayProvider {
    @Override
    public CompletionStage<List<RelayServer>> relays() {
        return provider.relays();
    }
}
