package io.calling.benchmarks;

/** One implementation with one profile and one size of packet. */
interface Contestant extends AutoCloseable {
    /** Packets worked on in a row, each in memory of its own. */
    int PACKETS = 128;

    /** Thread CPU time of a slice, for each of the two directions. */
    long SLICE_NANOS = 20_000_000;

    /** Works for a slice. */
    Slice slice();

    @Override
    void close();

    /** Nanoseconds of thread CPU time per packet, the mean over a slice. */
    record Slice(double protectNanos, double unprotectNanos) {}
}
