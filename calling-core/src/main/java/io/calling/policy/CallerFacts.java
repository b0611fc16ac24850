package io.calling.policy;

import io.calling.PeerId;
import java.util.Set;

/**
 * What a policy may know about the other party of a call.
 *
 * @param peer who, as the signaling channel says
 * @param relations how they stand to the user
 */
public record CallerFacts(PeerId peer, Set<Relation> relations) {
    /** Copies the set. */
    public CallerFacts {
        relations = Set.copyOf(relations);
    }

    /** Facts about somebody. */
    public static CallerFacts of(PeerId peer, Relation... relations) {
        return new CallerFacts(peer, Set.of(relations));
    }
}
