package io.calling.policy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Those who are in at least one part.
 *
 * @param parts the parts, two at least
 */
record AnyOf(List<Who> parts) implements Who {
    AnyOf {
        parts = List.copyOf(parts);
        Amounts.checkParts(parts);
    }

    static Who of(Who left, Who right) {
        return new AnyOf(Stream.of(left, right).flatMap(AnyOf::flat).toList());
    }

    private static Stream<Who> flat(Who who) {
        return who instanceof AnyOf any ? any.parts().stream() : Stream.of(who);
    }

    @Override
    public Match match(CallFacts facts) {
        return parts.stream().map(part -> part.match(facts)).reduce(Match.NO, Match::or);
    }

    @Override
    public String text() {
        return parts.stream().map(Who::text).collect(Collectors.joining(", ", "any(", ")"));
    }

    @Override
    public String toString() {
        return parts.stream().map(Who::toString).collect(Collectors.joining(" or ", "(", ")"));
    }
}
