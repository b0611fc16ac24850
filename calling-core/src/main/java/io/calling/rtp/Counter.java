package io.calling.rtp;

import java.util.concurrent.atomic.AtomicLong;

/** A number that one thread changes and any thread reads, without a fence on the packet path. */
public final class Counter {
    private final AtomicLong value = new AtomicLong();

    /** Starts at 0. */
    public Counter() {}

    /** Adds; by the one thread only. */
    public void add(long amount) {
        value.setOpaque(value.getPlain() + amount);
    }

    /** Replaces; by the one thread only. */
    public void set(long newValue) {
        value.setOpaque(newValue);
    }

    /** The latest value or one shortly before it. */
    public long get() {
        return value.getOpaque();
    }
}
