package io.calling.signaling;

/**
 * Which of one sender's messages have been taken: the highest sequence, and the 63 before it.
 *
 * @param highest the highest that was taken; -1 when none was
 * @param taken bit n stands for {@code highest - n}
 */
record SequenceWindow(int highest, long taken) {
    static final SequenceWindow EMPTY = new SequenceWindow(-1, 0);

    /** Whether it was taken before, or is too old to tell. */
    boolean contains(int sequence) {
        int behind = highest - sequence;
        if (behind < 0) {
            return false;
        }
        return behind >= Long.SIZE || (taken >>> behind & 1) == 1;
    }

    SequenceWindow with(int sequence) {
        int ahead = sequence - highest;
        if (ahead <= 0) {
            return new SequenceWindow(highest, taken | 1L << -ahead);
        }
        long moved = ahead >= Long.SIZE ? 0 : taken << ahead;
        return new SequenceWindow(sequence, moved | 1);
    }
}
