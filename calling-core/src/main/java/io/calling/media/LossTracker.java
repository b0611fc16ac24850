package io.calling.media;

import io.calling.rtp.SequenceNumber;
import java.util.concurrent.TimeUnit;

/**
 * Which packets of one source are missing, and when to ask for them. Fixed in size; belongs to the
 * loop.
 */
final class LossTracker {
    private static final int CAPACITY = 256;
    private static final int MAX_GAP = 200;
    private static final int MAX_REQUESTS = 8;

    /** A packet that is only late by reordering comes within this time. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final long FORGET_NANOS = TimeUnit.MILLISECONDS.toNanos(1_000);

    private final int[] missing = new int[CAPACITY];
    private final int[] requests = new int[CAPACITY];
    private final long[] dueNanos = new long[CAPACITY];
    private final long[] lostNanos = new long[CAPACITY];
    private int count;
    private boolean started;
    private int newest;

    /** What to do about a packet that has come. */
    enum Arrival {
        /** It is new. */
        NEW,
        /** It is old: it fills a gap, or is a duplicate. */
        OLD,
        /** So much is missing before it that it cannot be repaired. */
        AFTER_LONG_GAP
    }

    Arrival onPacket(int sequence, long nowNanos) {
        if (!started) {
            started = true;
            newest = sequence;
            return Arrival.NEW;
        }
        int ahead = SequenceNumber.difference(sequence, newest);
        if (ahead <= 0) {
            remove(sequence);
            return Arrival.OLD;
        }
        Arrival arrival = Arrival.NEW;
        if (ahead > MAX_GAP || count + ahead - 1 > CAPACITY) {
            count = 0;
            arrival = Arrival.AFTER_LONG_GAP;
        } else {
            for (int gap = 1; gap < ahead; gap++) {
                add(newest + gap & 0xFFFF, nowNanos);
            }
        }
        newest = sequence;
        return arrival;
    }

    private void add(int sequence, long nowNanos) {
        missing[count] = sequence;
        requests[count] = 0;
        lostNanos[count] = nowNanos;
        dueNanos[count] = nowNanos + PATIENCE_NANOS;
        count++;
    }

    private void remove(int sequence) {
        for (int i = 0; i < count; i++) {
            if (missing[i] == sequence) {
                removeAt(i);
                return;
            }
        }
    }

    private void removeAt(int index) {
        count--;
        missing[index] = missing[count];
        requests[index] = requests[count];
        dueNanos[index] = dueNanos[count];
        lostNanos[index] = lostNanos[count];
    }

    /**
     * Writes the numbers to ask for now.
     *
     * @param again how long to wait before asking for the same one again
     * @return how many were written
     */
    int due(long nowNanos, long again, int[] numbers) {
        int written = 0;
        for (int i = count - 1; i >= 0; i--) {
            if (requests[i] >= MAX_REQUESTS || nowNanos - lostNanos[i] > FORGET_NANOS) {
                removeAt(i);
            } else if (nowNanos >= dueNanos[i] && written < numbers.length) {
                numbers[written++] = missing[i];
                requests[i]++;
                dueNanos[i] = nowNanos + again;
            }
        }
        return written;
    }

    /** Another source begins, with numbers of its own. */
    void restart() {
        started = false;
        count = 0;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Whether the packet is waited for. */
    boolean isMissing(int sequence) {
        for (int i = 0; i < count; i++) {
            if (missing[i] == sequence) {
                return true;
            }
        }
        return false;
    }
}
