package io.calling.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The calls of the past, the newest first: at most {@value #MAX_CALLS}, and as many that were
 * refused, so that these never push out what rang. Older ones are forgotten.
 *
 * @param calls them, in any order when given
 */
public record CallHistory(List<PastCall> calls) {
    /** More calls are not remembered. */
    public static final int MAX_CALLS = 256;

    /** No call yet. */
    public static final CallHistory NONE = new CallHistory(List.of());

    /** Sorts and bounds the list. */
    public CallHistory {
        calls =
                Stream.concat(
                                newest(calls, kind -> kind != PastCall.Kind.REFUSED),
                                newest(calls, kind -> kind == PastCall.Kind.REFUSED))
                        .sorted(Comparator.comparing(PastCall::ago))
                        .toList();
    }

    private static Stream<PastCall> newest(List<PastCall> calls, Predicate<PastCall.Kind> kinds) {
        return calls.stream()
                .filter(call -> kinds.test(call.kind()))
                .sorted(Comparator.comparing(PastCall::ago))
                .limit(MAX_CALLS);
    }

    /** A history of these calls. */
    public static CallHistory of(PastCall... calls) {
        return new CallHistory(List.of(calls));
    }

    /** Both histories in one. */
    public CallHistory with(CallHistory other) {
        return new CallHistory(Stream.concat(calls.stream(), other.calls.stream()).toList());
    }

    /** How many calls of these kinds began within the time. */
    public long count(Duration within, Predicate<PastCall.Kind> kinds) {
        return calls.stream()
                .filter(call -> call.ago().compareTo(within) <= 0 && kinds.test(call.kind()))
                .count();
    }

    /** When those began that rang in vain, the newest first. */
    List<Duration> inVain() {
        return calls.stream().filter(call -> call.kind().inVain()).map(PastCall::ago).toList();
    }

    /** The same, of those since the user answered one or placed one. */
    List<Duration> inVainSinceWanted() {
        List<Duration> ages = new ArrayList<>();
        for (PastCall call : calls) {
            if (call.kind().wanted()) {
                break;
            }
            if (call.kind().inVain()) {
                ages.add(call.ago());
            }
        }
        return ages;
    }
}
