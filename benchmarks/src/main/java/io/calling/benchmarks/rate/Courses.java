package io.calling.benchmarks.rate;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Some calls of one pair over one path: means, and the longest of what may never be.
 *
 * @param calls at least one
 */
record Courses(List<Course> calls) {
    Courses {
        calls = List.copyOf(calls);
    }

    RatePath path() {
        return calls.get(0).path();
    }

    Pair pair() {
        return calls.get(0).pair();
    }

    double within() {
        return mean(Course::within);
    }

    double standing() {
        return mean(Course::standing);
    }

    /** Of any call. */
    double longestStanding() {
        return calls.stream().mapToDouble(Course::standing).max().orElseThrow();
    }

    double share() {
        return mean(Course::share);
    }

    double medianQueueMillis() {
        return mean(Course::medianQueueMillis);
    }

    /** Of any call. */
    int longestQueueMillis() {
        return calls.stream().mapToInt(Course::longestQueueMillis).max().orElseThrow();
    }

    double longestAtFirstMillis() {
        return mean(Course::longestAtFirstMillis);
    }

    private double mean(ToDoubleFunction<Course> figure) {
        return calls.stream().mapToDouble(figure).average().orElseThrow();
    }
}
