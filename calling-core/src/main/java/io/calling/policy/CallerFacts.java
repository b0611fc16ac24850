package io.calling.policy;

import io.calling.PeerId;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the application knows about the other party of a call, incoming or outgoing.
 *
 * @param peer who, as the signaling channel says
 * @param relations how they stand to the user; one that is not named does not hold
 * @param accountAge how long their account has existed, if that is known
 * @param history calls with them that the agent cannot know about, such as those before it was
 *     built
 */
public record CallerFacts(
        PeerId peer, Set<Relation> relations, Optional<Duration> accountAge, CallHistory history) {
    /** Copies the set. */
    public CallerFacts {
        Objects.requireNonNull(peer, "peer");
        relations = Set.copyOf(relations);
    }

    /** Facts about somebody. */
    public static CallerFacts of(PeerId peer, Relation... relations) {
        return new CallerFacts(peer, Set.of(relations), Optional.empty(), CallHistory.NONE);
    }

    /** The same, with the age of the account. */
    public CallerFacts withAccountAge(Duration age) {
        return new CallerFacts(peer, relations, Optional.of(age), history);
    }

    /** The same, with calls of the past. */
    public CallerFacts withHistory(CallHistory calls) {
        return new CallerFacts(peer, relations, accountAge, calls);
    }
}
