package io.calling.policy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Those who are in each part.
 *
 * @param parts the parts, two at least
 */
record AllOf(List<Who> parts) implements Who {
    AllOf {
        parts = List.copyOf(parts);
        Amounts.checkParts(parts);
    }

    static Who of(Who left, Who right) {
        return new AllOf(Stream.of(left, right).flatMap(AllOf::flat).toList());
    }

    private static Stream<Who> flat(Who who) {
        return who instanceof AllOf all ? all.parts().stream() : Stream.of(who);
    }

    @Override
    public Match match(CallFacts facts) {
        return parts.stream().map(part -> part.match(facts)).reduce(Match.YES, Match::and);
    }

    @Override
    public String text() {
        return parts.stream().map(Who::text).collect(Collectors.joining(", ", "all(", ")"));
    }

    @Override
    public String toString() {
        return parts.stream()
                .map(Who::toString)
                .collect(Collectors.joining(" who are also ", "(", ")"));
    }
}
