package io.calling.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * The limits of a policy, held against the calls of the past and of this moment.
 *
 * @param limits the limits
 * @param facts about the call that would ring
 */
record Limits(CallLimits limits, CallFacts facts) {
    /**
     * One limit.
     *
     * @param rule in words
     * @param exceeded whether the call exceeds it
     * @param busy whether the caller sees a busy line, if presence is revealed to them
     */
    record Tried(String rule, boolean exceeded, boolean busy) {}

    List<Tried> tried() {
        List<Tried> tried = new ArrayList<>();
        limits.coolDown().ifPresent(rest -> tried.add(silent(rest, rest.holds(facts.history()))));
        limits.perCaller()
                .ifPresent(
                        bucket ->
                                tried.add(
                                        silent(
                                                "each caller rings in vain at most " + bucket,
                                                !bucket.allows(
                                                        facts.history().inVainSinceWanted()))));
        limits.overall()
                .ifPresent(
                        bucket ->
                                tried.add(
                                        silent(
                                                "all callers together ring in vain at most "
                                                        + bucket,
                                                !bucket.allows(facts.everybody().inVain()))));
        addCounted(tried);
        return tried;
    }

    private void addCounted(List<Tried> tried) {
        int ongoing = limits.ongoing();
        if (ongoing > 0) {
            String rule = "I am in " + Amounts.counted(ongoing, "call") + " at most";
            tried.add(new Tried(rule, facts.ongoing() >= ongoing, true));
        }
        int waiting = limits.waiting();
        if (waiting > 0) {
            String rule = "at most " + Amounts.counted(waiting, "call") + " at once may ring";
            tried.add(new Tried(rule, facts.ringing() >= waiting, true));
        }
    }

    private static Tried silent(Object rule, boolean exceeded) {
        return new Tried(rule.toString(), exceeded, false);
    }
}
