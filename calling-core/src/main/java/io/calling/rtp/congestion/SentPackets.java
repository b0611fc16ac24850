package io.calling.rtp.congestion;

import io.calling.rtp.SequenceNumber;

/**
 * What left lately, by transport-wide sequence number, until feedback has told how it fared. Fixed
 * in size: 2,048 packets are two seconds of ten megabits.
 */
final class SentPackets {
    static final int CAPACITY = 2_048;

    /** {@link #find} of a number that nothing was sent under, or too long ago. */
    static final long NONE = Long.MIN_VALUE;

    private static final byte NEVER_SENT = 0;
    private static final byte ON_ITS_WAY = 1;
    private static final byte MISSED = 2;
    private static final byte ARRIVED = 3;

    private final long[] sentNanos = new long[CAPACITY];
    private final int[] bytes = new int[CAPACITY];
    private final int[] probes = new int[CAPACITY];
    private final byte[] states = new byte[CAPACITY];
    private boolean started;
    private long next;

    /** A packet left; numbers follow each other, and those left out were never sent. */
    void add(int sequence, int packetBytes, int probe, long nowNanos) {
        if (!started) {
            started = true;
            next = (long) sequence + SequenceNumber.MODULUS;
        }
        long extended = SequenceNumber.extend(sequence, next);
        if (extended < next) {
            return;
        }
        forgetUntil(extended);
        int slot = slot(extended);
        sentNanos[slot] = nowNanos;
        bytes[slot] = packetBytes;
        probes[slot] = probe;
        states[slot] = ON_ITS_WAY;
        next = extended + 1;
    }

    private void forgetUntil(long sequence) {
        long from = Math.max(next, sequence - CAPACITY + 1);
        for (long skipped = from; skipped < sequence; skipped++) {
            states[slot(skipped)] = NEVER_SENT;
        }
    }

    /** The number without wrapping, or {@link #NONE}. */
    long find(int sequence) {
        if (!started) {
            return NONE;
        }
        long extended = SequenceNumber.extend(sequence, next);
        boolean known = extended < next && extended >= next - CAPACITY;
        return known && states[slot(extended)] != NEVER_SENT ? extended : NONE;
    }

    /** How many of the numbers from this one on are older than all that is kept. */
    int tooOld(int first, int count) {
        return within(next - CAPACITY - SequenceNumber.extend(first, next), count);
    }

    /** How many of the numbers from this one on are older than what comes next. */
    int before(int first, int count) {
        return within(next - SequenceNumber.extend(first, next), count);
    }

    private static int within(long distance, int count) {
        return (int) Math.max(0, Math.min(distance, count));
    }

    long sentNanos(long extended) {
        return sentNanos[slot(extended)];
    }

    int bytes(long extended) {
        return bytes[slot(extended)];
    }

    /** The probe that it was part of, or 0. */
    int probe(long extended) {
        return probes[slot(extended)];
    }

    /** Takes note that it arrived. Whether that is news. */
    boolean arrived(long extended) {
        int slot = slot(extended);
        boolean news = states[slot] != ARRIVED;
        states[slot] = ARRIVED;
        return news;
    }

    /** Whether feedback said before that it had not arrived. */
    boolean wasMissed(long extended) {
        return states[slot(extended)] == MISSED;
    }

    /** Takes note that it has not arrived so far. Whether that is news. */
    boolean missed(long extended) {
        int slot = slot(extended);
        boolean news = states[slot] == ON_ITS_WAY;
        if (news) {
            states[slot] = MISSED;
        }
        return news;
    }

    private static int slot(long extended) {
        return (int) (extended & CAPACITY - 1);
    }
}
