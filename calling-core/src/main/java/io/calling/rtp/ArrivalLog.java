package io.calling.rtp;

import java.util.Arrays;

/**
 * When the packets of a transport arrived, by their transport-wide sequence numbers, until feedback
 * has told the sender. Fixed in size: where feedback is late, the oldest are forgotten.
 *
 * <p>Time counts from the first packet: the machine's own clock would tell how long it has been up,
 * and link calls.
 */
public final class ArrivalLog {
    private static final int CAPACITY = 1_024;
    private static final int MAX_OVERTAKEN = 128;
    private static final long MISSING = Long.MIN_VALUE;

    private final long[] arrivalMicros = new long[CAPACITY];
    private boolean started;
    private long originNanos;
    private long first;
    private long next;

    /** Nothing arrived yet. */
    public ArrivalLog() {
        Arrays.fill(arrivalMicros, MISSING);
    }

    /**
     * A packet arrived. A copy of one that did changes nothing; one that feedback called missing,
     * because others overtook it, is told of in the next, with those behind it once more.
     */
    public void onPacket(int sequence, long nowNanos) {
        if (!started) {
            started = true;
            originNanos = nowNanos;
            first = (long) sequence + SequenceNumber.MODULUS;
            next = first;
        }
        long extended = SequenceNumber.extend(sequence, next);
        if (extended < next - CAPACITY || extended < first - MAX_OVERTAKEN) {
            return; // the feedback about its time has gone
        }
        makeRoom(extended);
        if (arrivalMicros[slot(extended)] == MISSING) {
            arrivalMicros[slot(extended)] = (nowNanos - originNanos) / 1_000;
            first = Math.min(first, extended);
        }
    }

    private void makeRoom(long sequence) {
        for (long i = Math.max(next, sequence - CAPACITY + 1); i <= sequence; i++) {
            arrivalMicros[slot(i)] = MISSING;
        }
        next = Math.max(next, sequence + 1);
        first = Math.max(first, next - CAPACITY);
    }

    /** Has told of what is before this number. */
    void advanceTo(long sequence) {
        first = sequence;
        next = Math.max(next, first);
    }

    /** Whether there is something to tell. */
    public boolean isEmpty() {
        return first == next;
    }

    /** The lowest number to tell of, without wrapping. */
    long first() {
        return first;
    }

    /** The number behind the highest. */
    long next() {
        return next;
    }

    boolean hasArrived(long sequence) {
        return arrivalMicros[slot(sequence)] != MISSING;
    }

    long arrivalMicros(long sequence) {
        return arrivalMicros[slot(sequence)];
    }

    private static int slot(long sequence) {
        return (int) (sequence & CAPACITY - 1);
    }
}
