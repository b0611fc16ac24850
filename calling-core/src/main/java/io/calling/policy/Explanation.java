package io.calling.policy;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Why a policy decided as it did, for its user and for nobody else.
 *
 * @param decision what it decided
 * @param steps each rule, in the order in which they are tried
 */
public record Explanation(Decision decision, List<Step> steps) {
    /** Copies the list. */
    public Explanation {
        steps = List.copyOf(steps);
    }

    /**
     * One rule.
     *
     * @param rule in words
     * @param match whether it matches
     * @param decided whether it is the one that decided
     * @param why what holds and what does not
     */
    public record Step(String rule, Match match, boolean decided, String why) {
        /** One line. */
        @Override
        public String toString() {
            return (decided ? "> " : "  ") + rule + ": " + match + " (" + why + ")";
        }
    }

    /** One line for each rule; the one that decided is marked with {@code >}. */
    @Override
    public String toString() {
        return steps.stream().map(Step::toString).collect(Collectors.joining("\n"));
    }
}
