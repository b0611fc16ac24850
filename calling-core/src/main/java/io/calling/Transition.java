package io.calling;

import java.util.ArrayList;
import java.util.List;

/**
 * What an input leads to.
 *
 * @param next where the call is then
 * @param effects what to do, in order
 */
record Transition(CallPhase next, List<CallEffect> effects) {
    /** Copies the list. */
    Transition {
        effects = List.copyOf(effects);
    }

    static Transition to(CallPhase next, CallEffect... effects) {
        return new Transition(next, List.of(effects));
    }

    /** The same, with one more thing to do at the end. */
    Transition and(CallEffect effect) {
        List<CallEffect> all = new ArrayList<>(effects);
        all.add(effect);
        return new Transition(next, all);
    }

    /** The same, with more to do at the end. */
    Transition and(List<CallEffect> more) {
        List<CallEffect> all = new ArrayList<>(effects);
        all.addAll(more);
        return new Transition(next, all);
    }

    /** The same, with more to do first. */
    Transition after(List<CallEffect> more) {
        List<CallEffect> all = new ArrayList<>(more);
        all.addAll(effects);
        return new Transition(next, all);
    }

    /** The same, with one more thing to do first. */
    Transition after(CallEffect effect) {
        List<CallEffect> all = new ArrayList<>();
        all.add(effect);
        all.addAll(effects);
        return new Transition(next, all);
    }
}
