package io.calling.ice;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What {@link IceStatistics} is made of; thread-safe, without a lock on the packet path. */
final class Counters {
    final AtomicLong datagramsSent = new AtomicLong();
    final AtomicLong datagramsReceived = new AtomicLong();
    final AtomicLong bytesSent = new AtomicLong();
    final AtomicLong bytesReceived = new AtomicLong();
    final AtomicLong pathChanges = new AtomicLong();
    final AtomicLong checksRejected = new AtomicLong();
    final AtomicLong foreignDropped = new AtomicLong();
    final AtomicLong candidatesRefused = new AtomicLong();
    final AtomicLong egressRefused = new AtomicLong();
    private final AtomicLong consentRequests = new AtomicLong();

    /** Round trips are seen together, so that sum and number fit; one comes in five seconds. */
    private final Object roundTrips = new Object();

    private long roundTripCount;
    private long latestNanos;
    private long totalNanos;

    /** The peer is asked, on the path in use. */
    void asked() {
        consentRequests.incrementAndGet();
    }

    /** It answered after this time; on the loop. */
    void answered(long nanos) {
        synchronized (roundTrips) {
            roundTripCount++;
            latestNanos = nanos;
            totalNanos += nanos;
        }
    }

    void sent(int bytes) {
        datagramsSent.incrementAndGet();
        bytesSent.addAndGet(bytes);
    }

    void received(int bytes) {
        datagramsReceived.incrementAndGet();
        bytesReceived.addAndGet(bytes);
    }

    IceStatistics snapshot() {
        synchronized (roundTrips) {
            return snapshotOfRoundTrips();
        }
    }

    private IceStatistics snapshotOfRoundTrips() {
        return new IceStatistics(
                datagramsSent.get(),
                datagramsReceived.get(),
                bytesSent.get(),
                bytesReceived.get(),
                pathChanges.get(),
                consentRequests.get(),
                roundTripCount,
                roundTripCount == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(latestNanos)),
                Duration.ofNanos(totalNanos),
                checksRejected.get(),
                foreignDropped.get(),
                candidatesRefused.get(),
                egressRefused.get());
    }
}
