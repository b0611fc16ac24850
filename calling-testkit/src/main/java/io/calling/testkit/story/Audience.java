package io.calling.testkit.story;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who wants to hear stories on a thread: while a test runs under {@link
 * io.calling.testkit.junit.CallStoryExtension}, each {@link io.calling.testkit.CallPair} that it
 * makes is remembered. Nothing is while nobody listens.
 */
public final class Audience {
    private static final ThreadLocal<@Nullable List<Supplier<CallStory>>> TELLERS =
            new ThreadLocal<>();

    private Audience() {}

    /** Listens on this thread from now on. */
    public static void begin() {
        TELLERS.set(new ArrayList<>());
    }

    /** Whether somebody listens on this thread. */
    public static boolean isThere() {
        return TELLERS.get() != null;
    }

    /** Offers a story, to be told later if somebody wants to hear it. */
    public static void offer(Supplier<CallStory> teller) {
        List<Supplier<CallStory>> tellers = TELLERS.get();
        if (tellers != null) {
            tellers.add(teller);
        }
    }

    /** Stops listening, and returns what was offered. */
    public static List<Supplier<CallStory>> end() {
        List<Supplier<CallStory>> tellers = TELLERS.get();
        TELLERS.remove();
        return tellers == null ? List.of() : tellers;
    }
}
