package io.calling.rtp;

/**
 * Reads transport-wide congestion control feedback: which packets of all streams arrived, and when.
 *
 * <pre>
 * |      base sequence number     |      packet status count      |
 * |                 reference time                | fb pkt. count |
 * |          packet chunk         |  chunks ... then receive deltas
 * </pre>
 *
 * @see <a
 *     href="https://datatracker.ietf.org/doc/html/draft-holmer-rmcat-transport-wide-cc-extensions-01#section-3.1">
 *     draft-holmer-rmcat-transport-wide-cc-extensions-01, 3.1</a>
 */
public final class TransportFeedback {
    static final int HEADER_BYTES = 8;
    static final int REFERENCE_MICROS = 64_000;
    static final int DELTA_MICROS = 250;

    static final int NOT_RECEIVED = 0;
    static final int SMALL_DELTA = 1;
    static final int LARGE_DELTA = 2;

    static final int VECTOR = 0x8000;
    static final int TWO_BITS = 0x4000;
    static final int MAX_RUN = 0x1FFF;
    static final int VECTOR_SYMBOLS = 7;

    /** Takes what the feedback says, packet by packet in order of sequence numbers. */
    public interface Listener {
        /**
         * A packet arrived.
         *
         * @param arrivalMicros by the receiver's clock, of arbitrary origin
         */
        void onArrived(int sequence, long arrivalMicros);

        /** A packet had not arrived so far. */
        void onMissing(int sequence);

        /**
         * A run of packets had not arrived so far. Two bytes tell of up to 8,191, which a listener
         * that keeps fewer need not go through one by one, as this does unless overridden.
         *
         * @param first sequence number of the first one; the others follow it
         * @param count how many, at least one
         */
        default void onMissing(int first, int count) {
            int missing = first;
            for (int i = 0; i < count; i++) {
                onMissing(missing);
                missing = SequenceNumber.next(missing);
            }
        }
    }

    private final Listener listener;
    private byte[] buffer = new byte[0];
    private int chunk;
    private int delta;
    private int end;
    private int sequence;
    private int remaining;
    private long arrivalMicros;

    /** A reader that tells {@code listener}. */
    public TransportFeedback(Listener listener) {
        this.listener = listener;
    }

    /**
     * Reads the part behind the two SSRCs, as {@link RtcpHandler#onTransportFeedback} gets it.
     *
     * @return whether it is well formed; where not, nothing was told
     */
    public boolean read(byte[] bytes, int offset, int length) {
        if (length < HEADER_BYTES || !begin(bytes, offset, length)) {
            return false;
        }
        while (remaining > 0) {
            int word = Bytes.uint16(buffer, chunk);
            chunk += 2;
            int symbols = Math.min(remaining, symbolsIn(word));
            if (isRun(word) && deltaBytes(symbol(word, 0)) == 0) {
                tellMissing(symbols);
            } else {
                for (int i = 0; i < symbols; i++) {
                    tell(symbol(word, i));
                }
            }
            remaining -= symbols;
        }
        return true;
    }

    private boolean begin(byte[] bytes, int offset, int length) {
        buffer = bytes;
        end = offset + length;
        sequence = Bytes.uint16(bytes, offset);
        remaining = Bytes.uint16(bytes, offset + 2);
        arrivalMicros = (long) Bytes.int24(bytes, offset + 4) * REFERENCE_MICROS;
        chunk = offset + HEADER_BYTES;
        delta = chunk;
        return findDeltas();
    }

    /** The deltas stand behind as many chunks as the count needs, and must all be there. */
    private boolean findDeltas() {
        int deltaBytes = 0;
        for (int left = remaining; left > 0; ) {
            if (delta + 2 > end) {
                return false;
            }
            int word = Bytes.uint16(buffer, delta);
            delta += 2;
            int symbols = Math.min(left, symbolsIn(word));
            deltaBytes += deltaBytes(word, symbols);
            if (symbols == 0) {
                return false; // an empty run says nothing, and would go on for ever
            }
            left -= symbols;
        }
        return delta + deltaBytes <= end;
    }

    private static int deltaBytes(int word, int symbols) {
        if (isRun(word)) {
            return symbols * deltaBytes(symbol(word, 0));
        }
        int bytes = 0;
        for (int i = 0; i < symbols; i++) {
            bytes += deltaBytes(symbol(word, i));
        }
        return bytes;
    }

    private static boolean isRun(int word) {
        return (word & VECTOR) == 0;
    }

    static int symbolsIn(int word) {
        if (isRun(word)) {
            return word & MAX_RUN;
        }
        return (word & TWO_BITS) == 0 ? 2 * VECTOR_SYMBOLS : VECTOR_SYMBOLS;
    }

    private static int symbol(int word, int index) {
        if (isRun(word)) {
            return word >>> 13 & 3;
        }
        if ((word & TWO_BITS) == 0) {
            return word >>> 13 - index & 1;
        }
        return word >>> 12 - 2 * index & 3;
    }

    /** The fourth symbol, "reserved", carries no delta. */
    private static int deltaBytes(int symbol) {
        return symbol == SMALL_DELTA || symbol == LARGE_DELTA ? symbol : 0;
    }

    private void tellMissing(int count) {
        listener.onMissing(sequence, count);
        sequence = sequence + count & 0xFFFF;
    }

    private void tell(int symbol) {
        if (symbol == SMALL_DELTA) {
            arrivalMicros += (long) Bytes.uint8(buffer, delta) * DELTA_MICROS;
        } else if (symbol == LARGE_DELTA) {
            arrivalMicros += (long) (short) Bytes.uint16(buffer, delta) * DELTA_MICROS;
        }
        delta += deltaBytes(symbol);
        if (deltaBytes(symbol) > 0) {
            listener.onArrived(sequence, arrivalMicros);
        } else {
            listener.onMissing(sequence);
        }
        sequence = SequenceNumber.next(sequence);
    }
}
