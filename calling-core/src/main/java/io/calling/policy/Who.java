package io.calling.policy;

import io.calling.PeerId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Names some of the people who might call, as an expression that can be evaluated and printed. */
public sealed interface Who {
    /** Whether this names the caller. */
    boolean includes(CallerFacts caller);

    /** Everybody. */
    static Who anyone() {
        return new Anyone();
    }

    /** Nobody at all. */
    static Who nobody() {
        return new Not(new Anyone());
    }

    /** Those who stand in {@code relation} to the user. */
    static Who are(Relation relation) {
        return new Related(relation);
    }

    /** The user's contacts. */
    static Who contacts() {
        return are(Relation.CONTACT);
    }

    /** The people named. */
    static Who oneOf(PeerId... peers) {
        return new OneOf(Set.of(peers));
    }

    /** Those who are in both. */
    default Who and(Who other) {
        return new AllOf(List.of(this, other));
    }

    /** Those who are in either. */
    default Who or(Who other) {
        return new AnyOf(List.of(this, other));
    }

    /** Those who are not in {@code who}. */
    static Who not(Who who) {
        return new Not(who);
    }

    /** Everybody. */
    record Anyone() implements Who {
        @Override
        public boolean includes(CallerFacts caller) {
            return true;
        }

        @Override
        public String toString() {
            return "everyone";
        }
    }

    /**
     * Those who stand in a relation to the user.
     *
     * @param relation which
     */
    record Related(Relation relation) implements Who {
        @Override
        public boolean includes(CallerFacts caller) {
            return caller.relations().contains(relation);
        }

        @Override
        public String toString() {
            return relation.toString();
        }
    }

    /**
     * People by name.
     *
     * @param peers who
     */
    record OneOf(Set<PeerId> peers) implements Who {
        /** Copies the set. */
        public OneOf {
            peers = Set.copyOf(peers);
        }

        @Override
        public boolean includes(CallerFacts caller) {
            return peers.contains(caller.peer());
        }

        @Override
        public String toString() {
            return peers.stream()
                    .map(PeerId::value)
                    .collect(Collectors.toCollection(TreeSet::new))
                    .toString();
        }
    }

    /**
     * Those who are in each part.
     *
     * @param parts the parts
     */
    record AllOf(List<Who> parts) implements Who {
        /** Copies the list. */
        public AllOf {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean includes(CallerFacts caller) {
            return parts.stream().allMatch(part -> part.includes(caller));
        }

        @Override
        public String toString() {
            return joined(parts, " and ");
        }
    }

    /**
     * Those who are in at least one part.
     *
     * @param parts the parts
     */
    record AnyOf(List<Who> parts) implements Who {
        /** Copies the list. */
        public AnyOf {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean includes(CallerFacts caller) {
            return parts.stream().anyMatch(part -> part.includes(caller));
        }

        @Override
        public String toString() {
            return joined(parts, " or ");
        }
    }

    /**
     * Those who are not in another set.
     *
     * @param who the other set
     */
    record Not(Who who) implements Who {
        @Override
        public boolean includes(CallerFacts caller) {
            return !who.includes(caller);
        }

        @Override
        public String toString() {
            return who instanceof Anyone ? "nobody" : "not " + who;
        }
    }

    private static String joined(List<Who> parts, String word) {
        return parts.stream().map(Who::toString).collect(Collectors.joining(word, "(", ")"));
    }
}
