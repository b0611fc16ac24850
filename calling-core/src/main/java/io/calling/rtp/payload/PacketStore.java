package io.calling.rtp.payload;

import io.calling.rtp.SequenceNumber;

/**
 * Copies of a stream's recent packets, at their places by sequence number. Fixed in size: the
 * newest packet pushes out what is too far behind it.
 */
final class PacketStore {
    static final int CAPACITY = 512;
    static final int MAX_PAYLOAD_BYTES = 1_500;

    private static final long EMPTY = Long.MIN_VALUE;

    private final byte[][] payloads = new byte[CAPACITY][];
    private final int[] lengths = new int[CAPACITY];
    private final int[] timestamps = new int[CAPACITY];
    private final boolean[] markers = new boolean[CAPACITY];
    private final long[] arrivals = new long[CAPACITY];
    private final long[] sequences = new long[CAPACITY];
    private boolean started;
    private long highest;

    PacketStore() {
        clear();
    }

    /** Keeps a copy. Whether it was new, and neither too old nor too large. */
    boolean add(
            int sequenceNumber,
            int timestamp,
            boolean marker,
            byte[] payload,
            int offset,
            int length,
            long nowNanos) {
        long sequence = extend(sequenceNumber);
        if (length > MAX_PAYLOAD_BYTES || sequence <= highest - CAPACITY || has(sequence)) {
            return false;
        }
        highest = Math.max(highest, sequence);
        int slot = slot(sequence);
        if (payloads[slot] == null) {
            payloads[slot] = new byte[MAX_PAYLOAD_BYTES];
        }
        lengths[slot] = length;
        System.arraycopy(payload, offset, payloads[slot], 0, length);
        timestamps[slot] = timestamp;
        markers[slot] = marker;
        arrivals[slot] = nowNanos;
        sequences[slot] = sequence;
        return true;
    }

    private long extend(int sequenceNumber) {
        if (!started) {
            started = true;
            highest = (long) sequenceNumber + SequenceNumber.MODULUS;
        }
        return SequenceNumber.extend(sequenceNumber, highest);
    }

    /** Forgets all packets, and which numbers they had. */
    void clear() {
        started = false;
        for (int i = 0; i < CAPACITY; i++) {
            sequences[i] = EMPTY;
        }
    }

    /** Forgets the packets with these numbers. */
    void remove(long from, long to) {
        for (long sequence = from; sequence <= to; sequence++) {
            if (has(sequence)) {
                sequences[slot(sequence)] = EMPTY;
            }
        }
    }

    /** Whether the packet with this number, without wrapping, is here. */
    boolean has(long sequence) {
        return sequences[slot(sequence)] == sequence;
    }

    /** The lowest number that a packet here may have. */
    long lowest() {
        return highest - CAPACITY + 1;
    }

    /** The highest number received. */
    long highest() {
        return highest;
    }

    byte[] payload(long sequence) {
        return payloads[slot(sequence)];
    }

    int length(long sequence) {
        return lengths[slot(sequence)];
    }

    int timestamp(long sequence) {
        return timestamps[slot(sequence)];
    }

    boolean marker(long sequence) {
        return markers[slot(sequence)];
    }

    long arrivalNanos(long sequence) {
        return arrivals[slot(sequence)];
    }

    private static int slot(long sequence) {
        return (int) (sequence & CAPACITY - 1);
    }
}
