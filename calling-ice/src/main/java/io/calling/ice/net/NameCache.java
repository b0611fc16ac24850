package io.calling.ice.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a network knows of the names of the application's own servers, so that whoever sees its
 * queries, on the wire or at the resolver, does not see from them when calls are made.
 *
 * <p>The resolver is asked once for each name, and afresh only
 *
 * <ul>
 *   <li>{@link #MAX_AGE} after it answered, whatever calls there are;
 *   <li>where it could not say, or said nothing for 30 seconds, after {@link #RETRY_FIRST} and at
 *       doubling intervals up to {@link #RETRY_LAST}, and when somebody needs the name, but not
 *       twice within {@link #PAUSE};
 *   <li>for somebody whom no known address led anywhere ({@link #resolveAgain}), but not within
 *       {@link #AGAIN_FIRST} of the last answer, an interval that doubles up to {@link #AGAIN_LAST}
 *       as long as the answers stay the same, and until a day has passed without such a doubt.
 * </ul>
 *
 * <p>All addresses are kept, of both families and in the resolver's order, until there are others;
 * a look-up that fails takes none away. Of more than {@link #MAX_NAMES} names the oldest are
 * forgotten. For implementations of {@link Network}. Thread-safe; its state is the loop's.
 */
public final class NameCache {
    /** After this the resolver is asked again. */
    public static final Duration MAX_AGE = Duration.ofDays(1);

    /** How long after a first failure the resolver is asked again. */
    public static final Duration RETRY_FIRST = Duration.ofSeconds(10);

    /** The longest interval between failures. */
    public static final Duration RETRY_LAST = Duration.ofMinutes(10);

    /** A resolver that says nothing for so long could not say. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Whoever needs a name that could not be looked up this short a time ago is told so. */
    public static final Duration PAUSE = Duration.ofSeconds(5);

    /** The first interval at which addresses that lead nowhere are looked up afresh. */
    public static final Duration AGAIN_FIRST = Duration.ofMinutes(1);

    /** The longest of these. */
    public static final Duration AGAIN_LAST = Duration.ofHours(1);

    /** Names that are kept. */
    public static final int MAX_NAMES = 64;

    private final Network network;
    private final Function<String, CompletionStage<List<InetAddress>>> resolver;
    private final Map<String, Name> names = new LinkedHashMap<>();

    /**
     * Knows nothing yet.
     *
     * @param network gives loop, clock and timers
     * @param resolver asks once, each time
     */
    public NameCache(
            Network network, Function<String, CompletionStage<List<InetAddress>>> resolver) {
        this.network = network;
        this.resolver = resolver;
    }

    /**
     * The addresses of {@code host}, those of an answer that is awaited, or else of a new one.
     *
     * @return never empty, completed on the loop; fails with {@link UnknownHostException}
     */
    public CompletionStage<List<InetAddress>> resolve(String host) {
        return onLoop(host, Name::resolve);
    }

    /**
     * The same for somebody whom none of those addresses led anywhere: from the resolver, if it has
     * not been asked lately.
     */
    public CompletionStage<List<InetAddress>> resolveAgain(String host) {
        return onLoop(host, Name::resolveAgain);
    }

    /** A literal is nobody's name, so no resolver hears of it. */
    private CompletionStage<List<InetAddress>> onLoop(
            String host, BiConsumer<Name, CompletableFuture<List<InetAddress>>> question) {
        CompletableFuture<List<InetAddress>> result = new CompletableFuture<>();
        InetAddress literal = IpLiteral.parse(host);
        network.execute(
                () -> {
                    if (literal != null) {
                        result.complete(List.of(literal));
                    } else {
                        question.accept(name(host), result);
                    }
                });
        return result;
    }

    /** Whether {@link #resolve} would ask nobody now. On the loop. */
    public boolean remembers(String host) {
        Name name = names.get(host);
        return IpLiteral.parse(host) != null
                || name != null && (name.addresses != null || name.pending != null);
    }

    private Name name(String host) {
        Name known = names.get(host);
        if (known != null) {
            return known;
        }
        Name fresh = new Name(host);
        names.put(host, fresh);
        if (names.size() > MAX_NAMES) {
            Iterator<Name> oldest = names.values().iterator();
            oldest.next().forget();
            oldest.remove();
        }
        return fresh;
    }

    /** The smaller of the two intervals, the first one doubled {@code times} times. */
    private static long doubled(Duration first, int times, Duration last) {
        return Math.min(first.toNanos() << Math.min(times, 16), last.toNanos());
    }

    /** One name. On the loop. */
    private final class Name {
        private final String host;
        private @Nullable List<InetAddress> addresses;
        private @Nullable CompletableFuture<List<InetAddress>> pending;
        private Network.@Nullable Timer timer;
        private Network.@Nullable Timer patience;
        private long toldNanos;
        private int failures;
        private boolean doubted;
        private int sameAnswers;
        private boolean forgotten;

        Name(String host) {
            this.host = host;
        }

        void resolve(CompletableFuture<List<InetAddress>> result) {
            if (addresses != null) {
                result.complete(addresses);
            } else if (pending == null && failures > 0 && !isPast(PAUSE.toNanos())) {
                result.completeExceptionally(unknown());
            } else {
                ask(result);
            }
        }

        void resolveAgain(CompletableFuture<List<InetAddress>> result) {
            boolean askedLately =
                    pending == null && !isPast(doubled(AGAIN_FIRST, sameAnswers, AGAIN_LAST));
            if (addresses == null || askedLately) {
                resolve(result);
            } else {
                doubted = true;
                ask(result);
            }
        }

        private boolean isPast(long nanos) {
            return network.nanoTime() - toldNanos >= nanos;
        }

        private void ask(CompletableFuture<List<InetAddress>> result) {
            CompletableFuture<List<InetAddress>> answer = pending;
            if (answer == null) {
                answer = new CompletableFuture<>();
                pending = answer;
                cancelTimer();
                askResolver(answer);
            }
            answer.whenComplete((found, thrown) -> tell(result));
        }

        private void askResolver(CompletableFuture<List<InetAddress>> answer) {
            patience = network.schedule(PATIENCE.toNanos(), () -> onAnswer(answer, null));
            try {
                resolver.apply(host)
                        .whenComplete(
                                (found, thrown) -> network.execute(() -> onAnswer(answer, found)));
            } catch (RuntimeException e) {
                network.execute(() -> onAnswer(answer, null));
            }
        }

        private void tell(CompletableFuture<List<InetAddress>> result) {
            if (addresses != null) {
                result.complete(addresses);
            } else {
                result.completeExceptionally(unknown());
            }
        }

        /** Nobody waits for an answer that comes too late. */
        private void onAnswer(
                CompletableFuture<List<InetAddress>> answered, @Nullable List<InetAddress> found) {
            if (answered != pending) {
                return;
            }
            pending = null;
            if (patience != null) {
                patience.cancel();
            }
            toldNanos = network.nanoTime();
            if (found == null || found.isEmpty()) {
                askAfter(doubled(RETRY_FIRST, failures, RETRY_LAST));
                failures++;
            } else {
                keep(List.copyOf(found));
                askAfter(MAX_AGE.toNanos());
                failures = 0;
            }
            doubted = false;
            answered.complete(List.of());
        }

        private void keep(List<InetAddress> found) {
            boolean same = addresses != null && Set.copyOf(addresses).equals(Set.copyOf(found));
            if (same && doubted) {
                sameAnswers++;
            } else if (!same || failures == 0) {
                sameAnswers = 0; // a day without a doubt, or other addresses
            }
            addresses = found;
        }

        private void askAfter(long nanos) {
            if (!forgotten) {
                timer = network.schedule(nanos, () -> ask(new CompletableFuture<>()));
            }
        }

        void forget() {
            forgotten = true;
            cancelTimer();
        }

        private void cancelTimer() {
            if (timer != null) {
                timer.cancel();
                timer = null;
            }
        }
    }

    /** Without the JDK's text, which holds the name. */
    private static UnknownHostException unknown() {
        return new UnknownHostException("the name has no address");
    }
}
