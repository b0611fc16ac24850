package io.calling.srtp;

/**
 * Which of a stream's last packets were processed (RFC 3711, 3.3.2), and with it the stream's
 * highest index, from which rollover is estimated (3.3.1).
 *
 * <p>A ring of bits: advancing clears words instead of shifting all (RFC 6479).
 */
final class ReplayWindow {
    private static final int WORDS = 32;
    private static final int ADDRESS_BITS = 6;

    /** How far behind the highest index a packet may be. One word is kept for advancing. */
    static final int SIZE = (WORDS - 1) << ADDRESS_BITS;

    private final long[] processed = new long[WORDS];
    private long highest = -1;

    /** The index that follows the highest one. */
    long next() {
        return highest + 1;
    }

    /**
     * The index with this sequence number that is closest to the highest one (RFC 3711, 3.3.1). It
     * is negative where the first rollover would have to be undone.
     */
    long nearest(int sequence) {
        return highest + (short) (sequence - (int) highest);
    }

    boolean tooOld(long index) {
        return index <= highest - SIZE || index < 0;
    }

    /** Whether this index, which is not too old, was processed. */
    boolean contains(long index) {
        return index <= highest && (processed[word(index)] & 1L << index) != 0;
    }

    /** Notes this index, which is not too old, as processed. */
    void add(long index) {
        if (index > highest) {
            advance(index);
        }
        processed[word(index)] |= 1L << index;
    }

    private void advance(long index) {
        long passed = (index >> ADDRESS_BITS) - (highest >> ADDRESS_BITS);
        for (long i = Math.min(passed, WORDS); i > 0; i--) {
            processed[word(index - (i - 1 << ADDRESS_BITS))] = 0;
        }
        highest = index;
    }

    private static int word(long index) {
        return (int) (index >> ADDRESS_BITS) & WORDS - 1;
    }
}
