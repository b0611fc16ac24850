package io.calling.benchmarks.setup;

import java.util.Map;
import java.util.TreeMap;

/**
 * One call, in milliseconds from the callee's accept.
 *
 * @param cell the path
 * @param contestant whose call
 * @param caller what happened at the caller, by name
 * @param callee what happened at the callee
 */
record Outcome(
        Cell cell, Contestant contestant, Map<String, Double> caller, Map<String, Double> callee) {
    /** What a call without sound is counted as. */
    static final double NEVER_MILLIS = 30_000;

    Outcome {
        caller = new TreeMap<>(caller);
        callee = new TreeMap<>(callee);
    }

    double callerAudio() {
        return caller.getOrDefault("audio", NEVER_MILLIS);
    }

    double calleeAudio() {
        return callee.getOrDefault("audio", NEVER_MILLIS);
    }

    /** When both hear each other. */
    double both() {
        return Math.max(callerAudio(), calleeAudio());
    }
}
