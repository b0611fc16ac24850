package io.calling.testkit;

/** A clock that tests move. */
public final class TestClock {
    private long nanos;

    /** The time, in nanoseconds of arbitrary origin. */
    public synchronized long nanoTime() {
        return nanos;
    }
}
