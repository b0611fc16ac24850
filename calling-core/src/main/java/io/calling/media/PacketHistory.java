package io.calling.media;

import io.calling.rtp.SequenceNumber;
import java.util.Arrays;

/**
 * The last packets that were given to be sent: they wait here until the pacer lets them leave, and
 * stay to be sent again when the peer asks. Fixed in size; belongs to the loop.
 */
final class PacketHistory {
    static final int PACKETS = 512;
    static final int MAX_PACKET_BYTES = 1_500;

    /** {@link #alike} where there is none. */
    static final int NONE = -1;

    private static final int LOOKED_AT = 32;

    /** No receiver that wants the packet asks more often. */
    static final int MOST_REPEATS = 10;

    /** What is kept of a packet. */
    private enum Kept {
        NOTHING,
        /** It has not left yet, and is plain. */
        WAITING,
        /** It has left; what is kept is plain, and may only leave as a packet of its own. */
        PLAIN,
        /** It has left; what is kept is what left, bit by bit. */
        PROTECTED
    }

    private final byte[][] packets = new byte[PACKETS][];
    private final int[] sequences = new int[PACKETS];
    private final int[] lengths = new int[PACKETS];
    private final Kept[] states = new Kept[PACKETS];
    private final long[] resentNanos = new long[PACKETS];
    private final int[] repeats = new int[PACKETS];
    private final boolean[] repeating = new boolean[PACKETS];
    private int newest = NONE;

    PacketHistory() {
        Arrays.fill(sequences, NONE);
        Arrays.fill(states, Kept.NOTHING);
    }

    /**
     * Whether nothing was sent under the number yet, and it is not so old that this is forgotten.
     */
    boolean isFresh(int sequence) {
        if (newest == NONE) {
            return true;
        }
        int behind = SequenceNumber.difference(newest, sequence);
        return behind < PACKETS && sequences[slot(sequence)] != sequence;
    }

    /** Makes room for a packet, plain, of so many bytes; the caller writes it from index 0. */
    byte[] open(int sequence, int length) {
        int slot = slot(sequence);
        sequences[slot] = sequence;
        if (newest == NONE || SequenceNumber.isNewer(sequence, newest)) {
            newest = sequence;
        }
        byte[] kept = packets[slot];
        if (kept == null) {
            kept = new byte[MAX_PACKET_BYTES];
            packets[slot] = kept;
        }
        lengths[slot] = length;
        states[slot] = Kept.WAITING;
        repeats[slot] = 0;
        repeating[slot] = false;
        return kept;
    }

    /** Copies the packet that has not left yet; its length, or 0 where there is none such. */
    int waiting(int sequence, byte[] to, int offset) {
        return copy(sequence, Kept.WAITING, to, offset);
    }

    /** Copies what is kept plain of a packet that has left; its length, or 0. */
    int plain(int sequence, byte[] to, int offset) {
        return copy(sequence, Kept.PLAIN, to, offset);
    }

    /** Copies what left, to leave once more; its length, or 0. */
    int unchanged(int sequence, byte[] to, int offset) {
        return copy(sequence, Kept.PROTECTED, to, offset);
    }

    private int copy(int sequence, Kept as, byte[] to, int offset) {
        int slot = slot(sequence);
        if (sequences[slot] != sequence || states[slot] != as) {
            return 0;
        }
        System.arraycopy(packets[slot], 0, to, offset, lengths[slot]);
        return lengths[slot];
    }

    /** It leaves; what is kept stays plain. */
    void left(int sequence) {
        states[slot(sequence)] = Kept.PLAIN;
    }

    /** It has left like this, after encryption; kept where there is room for all of it. */
    void leftAs(int sequence, byte[] buffer, int offset, int length) {
        int slot = slot(sequence);
        boolean fits = length > 0 && length <= MAX_PACKET_BYTES;
        states[slot] = fits ? Kept.PROTECTED : Kept.NOTHING;
        if (fits) {
            System.arraycopy(buffer, offset, packets[slot], 0, length);
            lengths[slot] = length;
        }
    }

    /** It does not leave at all. */
    void drop(int sequence) {
        if (sequences[slot(sequence)] == sequence) {
            states[slot(sequence)] = Kept.NOTHING;
        }
    }

    /** Keeps the numbers, which must not be used again, and forgets what was in the packets. */
    void clear() {
        Arrays.fill(states, Kept.NOTHING);
        Arrays.fill(repeating, false);
    }

    /** Whether the packet has left and is kept. */
    boolean hasLeft(int sequence) {
        int slot = slot(sequence);
        return sequences[slot] == sequence
                && (states[slot] == Kept.PLAIN || states[slot] == Kept.PROTECTED);
    }

    /**
     * Whether a packet that has left may leave again now: once in {@code pauseNanos}, not while it
     * waits to, and {@value #MOST_REPEATS} times in all.
     */
    boolean mayRepeat(int sequence, long nowNanos, long pauseNanos) {
        int slot = slot(sequence);
        boolean early = repeats[slot] > 0 && nowNanos - resentNanos[slot] < pauseNanos;
        return !early && !repeating[slot] && repeats[slot] < MOST_REPEATS;
    }

    /** It waits to leave again. */
    void willRepeat(int sequence) {
        repeating[slot(sequence)] = true;
    }

    /** It leaves again, or does not after all. */
    void repeated(int sequence, long nowNanos) {
        int slot = slot(sequence);
        if (sequences[slot] == sequence) {
            repeating[slot] = false;
            repeats[slot]++;
            resentNanos[slot] = nowNanos;
        }
    }

    /** Bytes that are kept of a packet. */
    int length(int sequence) {
        return lengths[slot(sequence)];
    }

    /** Of the latest packets that are kept plain, the one whose length is nearest, or none. */
    int alike(int bytes) {
        int best = NONE;
        for (int back = 0; newest != NONE && back < LOOKED_AT; back++) {
            int sequence = newest - back & 0xFFFF;
            int slot = slot(sequence);
            if (sequences[slot] == sequence
                    && states[slot] == Kept.PLAIN
                    && (best == NONE || isNearer(lengths[slot], length(best), bytes))) {
                best = sequence;
            }
        }
        return best;
    }

    private static boolean isNearer(int one, int other, int wanted) {
        return Math.abs(one - wanted) < Math.abs(other - wanted);
    }

    private static int slot(int sequence) {
        return sequence & PACKETS - 1;
    }
}
