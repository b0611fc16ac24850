package io.calling.srtp;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What all DTLS transports of an application share: the worker threads on which handshakes run, and
 * the source of randomness. One per agent or server; whoever makes it closes it.
 *
 * <p>A handshake holds a thread while it runs, as a server only from the client's first flight on;
 * afterwards none. Threads exist only while there is something to do.
 */
public final class DtlsEngine implements AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final SecureRandom random;
    private final Activity activity = new Activity();
    private final DtlsWorker worker = new DtlsWorker(activity);
    private final DtlsTimers timers;
    private final HandshakeThreads handshakes;
    private final Set<DtlsAssociation> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private DtlsEngine(Builder builder) {
        this.random = builder.random;
        this.timers = builder.timers == null ? worker : builder.timers;
        this.handshakes = new HandshakeThreads(builder.maxHandshakes, timers, activity);
    }

    /** An engine with the default settings, which draws all randomness from {@code random}. */
    public static DtlsEngine create(SecureRandom random) {
        return builder(random).build();
    }

    /**
     * Starts to describe an engine.
     *
     * @param random where keys, nonces and serial numbers come from
     */
    public static Builder builder(SecureRandom random) {
        return new Builder(random);
    }

    /**
     * Makes the first call as fast as the later ones: loads the classes and runs a handshake with
     * itself on a worker, which takes 60 to 120 ms in a fresh JVM.
     *
     * @return completes when warm; cancelling has no effect
     */
    public CompletableFuture<Void> warmUp() {
        return new WarmUp(this).run();
    }

    /**
     * Waits until no handshake computes and no listener is being called: with virtual {@link
     * DtlsTimers} nothing then happens before the next datagram or timer.
     */
    public void awaitQuiet() throws InterruptedException {
        activity.awaitIdle();
    }

    /**
     * Closes every transport that is still open, and ends all threads. Not to be called from a
     * listener. Idempotent.
     *
     * @throws IllegalStateException if a listener holds a thread for longer than five seconds
     */
    @Override
    public void close() {
        closed = true;
        List.copyOf(open).forEach(DtlsAssociation::close);
        try {
            handshakes.close(CLOSING);
            worker.close(CLOSING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    SecureRandom random() {
        return random;
    }

    DtlsTimers timers() {
        return timers;
    }

    Activity activity() {
        return activity;
    }

    HandshakeThreads handshakes() {
        return handshakes;
    }

    void execute(Runnable task) {
        worker.execute(task);
    }

    void opened(DtlsAssociation association) {
        if (closed) {
            throw new IllegalStateException("the engine is closed");
        }
        open.add(association);
    }

    void closed(DtlsAssociation association) {
        open.remove(association);
    }

    /** Describes an engine; see each method for its default. */
    public static final class Builder {
        private final SecureRandom random;
        private @Nullable DtlsTimers timers;
        private int maxHandshakes = 256;

        private Builder(SecureRandom random) {
            this.random = random;
        }

        /** The time that handshakes go by; the system's unless said otherwise. */
        public Builder timers(DtlsTimers timers) {
            this.timers = timers;
            return this;
        }

        /**
         * How many handshakes may run at once, which is how many threads there may be; 256 unless
         * said otherwise. Beyond that the ones whose peers are silent make room.
         */
        public Builder maxHandshakes(int maxHandshakes) {
            if (maxHandshakes < 1) {
                throw new IllegalArgumentException("maxHandshakes must be positive");
            }
            this.maxHandshakes = maxHandshakes;
            return this;
        }

        /** Builds the engine. It has no thread yet. */
        public DtlsEngine build() {
            return new DtlsEngine(this);
        }
    }
}
