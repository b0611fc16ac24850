package io.calling.benchmarks;

/** A contestant by name, and what it needed in each round. */
final class Lane implements AutoCloseable {
    private final String name;
    private final Contestant contestant;
    private final double[] protectNanos;
    private final double[] unprotectNanos;

    Lane(String name, Contestant contestant, int rounds) {
        this.name = name;
        this.contestant = contestant;
        protectNanos = new double[rounds];
        unprotectNanos = new double[rounds];
    }

    /** Works for a slice and notes nothing. */
    void warmUp() {
        contestant.slice();
    }

    /** Works for a slice. */
    void run(int round) {
        Contestant.Slice slice = contestant.slice();
        protectNanos[round] = slice.protectNanos();
        unprotectNanos[round] = slice.unprotectNanos();
    }

    String name() {
        return name;
    }

    double[] nanos(Direction direction) {
        return direction == Direction.PROTECT ? protectNanos : unprotectNanos;
    }

    @Override
    public void close() {
        contestant.close();
    }
}
