package io.calling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When each milestone of a call was first reached, counted from its beginning on this side.
 *
 * @param began when that was, by the wall clock
 * @param steps in the order in which they happened
 */
public record CallTimeline(Instant began, List<Step> steps) {
    /** Copies the list. */
    public CallTimeline {
        steps = List.copyOf(steps);
    }

    /** When the milestone was first reached, if it was. */
    public Optional<Duration> at(Milestone milestone) {
        return steps.stream()
                .filter(step -> step.milestone() == milestone)
                .map(Step::sinceBeginning)
                .findFirst();
    }

    /**
     * One milestone.
     *
     * @param milestone which
     * @param sinceBeginning when
     */
    public record Step(Milestone milestone, Duration sinceBeginning) {}
}
