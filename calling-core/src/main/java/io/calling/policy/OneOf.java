package io.calling.policy;

import io.calling.PeerId;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * People by name.
 *
 * @param peers who
 */
record OneOf(Set<PeerId> peers) implements Who {
    OneOf {
        peers = Set.copyOf(peers);
    }

    @Override
    public Match match(CallFacts facts) {
        return Match.of(peers.contains(facts.party().peer()));
    }

    @Override
    public String text() {
        return names().map(Quoted::write).collect(Collectors.joining(", ", "peers(", ")"));
    }

    @Override
    public String toString() {
        return peers.isEmpty() ? "nobody" : names().collect(Collectors.joining(", "));
    }

    private Stream<String> names() {
        return peers.stream().map(PeerId::value).sorted();
    }
}
