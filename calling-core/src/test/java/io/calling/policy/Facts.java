package io.calling.policy;

import io.calling.PeerId;
import java.time.Duration;
import java.util.Arrays;

/** Facts about a call of Bob's, or to Bob, for tests. */
final class Facts {
    static final PeerId BOB = PeerId.of("bob");

    private Facts() {}

    static CallFacts from(Relation... relations) {
        return CallFacts.incoming(CallerFacts.of(BOB, relations));
    }

    static CallFacts to(Relation... relations) {
        return CallFacts.outgoing(CallerFacts.of(BOB, relations));
    }

    static CallFacts from(String peer) {
        return CallFacts.incoming(CallerFacts.of(PeerId.of(peer)));
    }

    /** Calls that began so many minutes ago. */
    static CallHistory history(PastCall.Kind kind, long... minutesAgo) {
        return new CallHistory(
                Arrays.stream(minutesAgo)
                        .mapToObj(minutes -> new PastCall(Duration.ofMinutes(minutes), kind))
                        .toList());
    }

    static boolean rings(Decision decision) {
        return decision instanceof Decision.Ring;
    }
}
