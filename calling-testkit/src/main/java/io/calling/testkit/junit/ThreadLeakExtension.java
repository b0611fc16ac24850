package io.calling.testkit.junit;

import io.calling.testkit.await.Eventually;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test that leaves a thread running. What a test closes in its {@code @AfterEach} counts as
 * closed; threads get ten seconds to end unless told otherwise. Not for tests that run at the same
 * time as others.
 *
 * <pre>{@code
 * @ExtendWith(ThreadLeakExtension.class)
 * class CallTest { ... }
 * }</pre>
 */
public final class ThreadLeakExtension implements BeforeEachCallback, AfterEachCallback {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * Threads that the JDK, the test runner and ice4j start for all of the process, the first time
     * that they are needed.
     */
    private static final Pattern OF_THE_PROCESS =
            Pattern.compile(
                    "ForkJoinPool\\.commonPool.*|CompletableFutureDelayScheduler|process reaper.*"
                            + "|Common-Cleaner|Cleaner-\\d+|Attach Listener|Keep-Alive-Timer"
                            + "|surefire.*|junit.*|ice4j\\.Agent-(timer|executor)-pool.*");

    private final Pattern expected;
    private final Duration patience;
    private Set<Thread> before = Set.of();

    /** Every thread that is new counts. */
    public ThreadLeakExtension() {
        this(Pattern.compile("(?!)"), PATIENCE);
    }

    private ThreadLeakExtension(Pattern expected, Duration patience) {
        this.expected = expected;
        this.patience = patience;
    }

    /**
     * Threads whose whole name fits do not count: those of a library that keeps one for all of the
     * process. For {@code @RegisterExtension}.
     */
    public static ThreadLeakExtension except(String nameRegex) {
        return new ThreadLeakExtension(Pattern.compile(nameRegex), PATIENCE);
    }

    /** The same with another time for threads to end. */
    public ThreadLeakExtension within(Duration time) {
        return new ThreadLeakExtension(expected, time);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        before = new HashSet<>(Thread.getAllStackTraces().keySet());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!Eventually.holds(patience, () -> newThreads().isEmpty())) {
            throw new AssertionError("threads left running:\n" + describe(newThreads()));
        }
    }

    private List<Thread> newThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !before.contains(thread))
                .filter(thread -> !OF_THE_PROCESS.matcher(thread.getName()).matches())
                .filter(thread -> !expected.matcher(thread.getName()).matches())
                .toList();
    }

    private static String describe(List<Thread> threads) {
        return threads.stream().map(ThreadLeakExtension::describe).collect(Collectors.joining());
    }

    private static String describe(Thread thread) {
        StringBuilder text = new StringBuilder("  " + thread.getName() + "\n");
        for (StackTraceElement frame : thread.getStackTrace()) {
            text.append("    at ").append(frame).append('\n');
        }
        return text.toString();
    }
}
