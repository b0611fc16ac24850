package io.calling.benchmarks.dtls;

import java.util.concurrent.CompletableFuture;

/** One side of a handshake on a {@link BadPath}. */
interface End extends AutoCloseable {
    /** Where datagrams for it arrive. */
    void receive(byte[] datagram);

    /** Completes when this side has its keys. */
    CompletableFuture<Void> connected();

    @Override
    void close();
}
