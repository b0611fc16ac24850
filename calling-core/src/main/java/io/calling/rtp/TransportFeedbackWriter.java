package io.calling.rtp;

/**
 * Writes transport-wide feedback from an {@link ArrivalLog}; the form is in {@link
 * TransportFeedback}. Chunks are runs where many packets fared alike, and vectors of seven
 * otherwise.
 */
final class TransportFeedbackWriter {
    /** So that the packet stays below an MTU: at most three bytes for each. */
    private static final int MAX_PACKETS = 350;

    /** Of packets in front of the first that arrived, which are told of as missing. */
    private static final int MAX_MISSING_BEFORE = 200;

    private final int[] symbols = new int[MAX_PACKETS];
    private final int[] deltas = new int[MAX_PACKETS];
    private int count;
    private int feedbackCount;

    /**
     * Writes from {@code offset}, and takes what is written out of the log.
     *
     * @return the bytes written: a multiple of four; 0 where nothing arrived
     */
    int write(ArrivalLog log, byte[] buffer, int offset) {
        long arrival = firstArrival(log);
        if (arrival == log.next()) {
            log.advanceTo(arrival);
            return 0;
        }
        // From behind what was told last: packets lost in between would otherwise never be told of.
        long base = Math.max(log.first(), arrival - MAX_MISSING_BEFORE);
        long reference =
                Math.floorDiv(log.arrivalMicros(arrival), TransportFeedback.REFERENCE_MICROS);
        collect(log, base, reference * TransportFeedback.REFERENCE_MICROS);
        Bytes.put16(buffer, offset, (int) base);
        Bytes.put16(buffer, offset + 2, count);
        Bytes.put24(buffer, offset + 4, (int) reference);
        Bytes.put8(buffer, offset + 7, feedbackCount++);
        int at = writeDeltas(buffer, writeChunks(buffer, offset + TransportFeedback.HEADER_BYTES));
        log.advanceTo(base + count);
        while ((at - offset) % Integer.BYTES != 0) {
            buffer[at++] = 0;
        }
        return at - offset;
    }

    private static long firstArrival(ArrivalLog log) {
        long sequence = log.first();
        while (sequence < log.next() && !log.hasArrived(sequence)) {
            sequence++;
        }
        return sequence;
    }

    /** Up to a packet whose time is too far from the one before for a delta. */
    private void collect(ArrivalLog log, long base, long referenceMicros) {
        count = 0;
        long micros = referenceMicros;
        for (long i = base; i < log.next() && count < MAX_PACKETS; i++) {
            long delta = 0;
            if (log.hasArrived(i)) {
                delta =
                        Math.floorDiv(
                                log.arrivalMicros(i) - micros, TransportFeedback.DELTA_MICROS);
                if (delta != (short) delta) {
                    return;
                }
                micros += delta * TransportFeedback.DELTA_MICROS;
            }
            deltas[count] = (int) delta;
            symbols[count] = log.hasArrived(i) ? symbolOf(delta) : TransportFeedback.NOT_RECEIVED;
            count++;
        }
    }

    private static int symbolOf(long delta) {
        return delta >= 0 && delta <= 0xFF
                ? TransportFeedback.SMALL_DELTA
                : TransportFeedback.LARGE_DELTA;
    }

    private int writeChunks(byte[] buffer, int offset) {
        int at = offset;
        for (int i = 0; i < count; ) {
            int run = runLength(i);
            if (run >= TransportFeedback.VECTOR_SYMBOLS || i + run == count) {
                Bytes.put16(buffer, at, symbols[i] << 13 | run);
                i += run;
            } else {
                Bytes.put16(buffer, at, vector(i));
                i += TransportFeedback.VECTOR_SYMBOLS;
            }
            at += 2;
        }
        return at;
    }

    private int runLength(int from) {
        int to = from + 1;
        while (to < count && symbols[to] == symbols[from]) {
            to++;
        }
        return to - from;
    }

    private int vector(int from) {
        int word = TransportFeedback.VECTOR | TransportFeedback.TWO_BITS;
        for (int i = 0; i < TransportFeedback.VECTOR_SYMBOLS && from + i < count; i++) {
            word |= symbols[from + i] << 12 - 2 * i;
        }
        return word;
    }

    private int writeDeltas(byte[] buffer, int offset) {
        int at = offset;
        for (int i = 0; i < count; i++) {
            if (symbols[i] == TransportFeedback.SMALL_DELTA) {
                Bytes.put8(buffer, at, deltas[i]);
            } else if (symbols[i] == TransportFeedback.LARGE_DELTA) {
                Bytes.put16(buffer, at, deltas[i]);
            }
            at += symbols[i];
        }
        return at;
    }
}
