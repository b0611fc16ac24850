package io.calling.ice;

import java.util.concurrent.atomic.AtomicLong;

/** What {@link IceStatistics} is made of; thread-safe, without a lock on the packet path. */
final class Counters {
    final AtomicLong datagramsSent = new AtomicLong();
    final AtomicLong datagramsReceived = new AtomicLong();
    final AtomicLong checksRejected = new AtomicLong();
    final AtomicLong foreignDropped = new AtomicLong();
    final AtomicLong candidatesRefused = new AtomicLong();
    final AtomicLong egressRefused = new AtomicLong();

    IceStatistics snapshot() {
        return new IceStatistics(
                datagramsSent.get(),
                datagramsReceived.get(),
                checksRejected.get(),
                foreignDropped.get(),
                candidatesRefused.get(),
                egressRefused.get());
    }
}
