package io.calling.benchmarks.echo;

import java.util.concurrent.atomic.AtomicLong;

/** What was played at both ends of all calls; from any thread, and nothing is allocated. */
final class Counts {
    final Lateness lateness = new Lateness();
    final Lateness roundTrip = new Lateness();
    final AtomicLong played = new AtomicLong();
    final AtomicLong concealed = new AtomicLong();

    void played(long lateNanos) {
        played.incrementAndGet();
        note(lateNanos);
    }

    void concealed(long lateNanos) {
        concealed.incrementAndGet();
        note(lateNanos);
    }

    private void note(long lateNanos) {
        if (lateNanos >= 0) {
            lateness.add(lateNanos);
        }
    }

    void heardAgain(long afterNanos) {
        roundTrip.add(Math.max(0, afterNanos));
    }

    void clear() {
        lateness.clear();
        roundTrip.clear();
        played.set(0);
        concealed.set(0);
    }
}
