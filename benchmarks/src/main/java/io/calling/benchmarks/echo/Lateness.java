package io.calling.benchmarks.echo;

import java.util.concurrent.atomic.AtomicLongArray;

/** How often something was how late, in steps of a tenth of a millisecond; from any thread. */
final class Lateness {
    private static final long BUCKET_NANOS = 100_000;
    private static final int BUCKETS = 10_000;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

    void add(long nanos) {
        counts.incrementAndGet((int) Math.min(BUCKETS - 1, nanos / BUCKET_NANOS));
    }

    /** Forgets what was. */
    void clear() {
        for (int i = 0; i < BUCKETS; i++) {
            counts.set(i, 0);
        }
    }

    long count() {
        long sum = 0;
        for (int i = 0; i < BUCKETS; i++) {
            sum += counts.get(i);
        }
        return sum;
    }

    /** The milliseconds that this share of all is not above. */
    double millis(double share) {
        long left = (long) Math.ceil(share * count());
        int bucket = 0;
        while (bucket < BUCKETS - 1 && (left -= counts.get(bucket)) > 0) {
            bucket++;
        }
        return (bucket + 1) * BUCKET_NANOS / 1e6;
    }
}
