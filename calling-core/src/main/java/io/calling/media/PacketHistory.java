package io.calling.media;

import io.calling.rtp.SequenceNumber;
import java.util.Arrays;

/**
 * The last packets that were sent, to send again when the peer asks. Fixed in size; belongs to the
 * loop.
 */
final class PacketHistory {
    static final int PACKETS = 512;
    static final int MAX_PACKET_BYTES = 1_500;

    private static final int EMPTY = -1;

    private final byte[][] packets = new byte[PACKETS][];
    private final int[] sequences = new int[PACKETS];
    private final int[] lengths = new int[PACKETS];
    private final long[] resentNanos = new long[PACKETS];
    private final boolean[] resent = new boolean[PACKETS];
    private int newest = EMPTY;

    PacketHistory() {
        Arrays.fill(sequences, EMPTY);
    }

    /**
     * Whether nothing was sent under the number yet, and it is not so old that this is forgotten.
     */
    boolean isFresh(int sequence) {
        if (newest == EMPTY) {
            return true;
        }
        int behind = SequenceNumber.difference(newest, sequence);
        return behind < PACKETS && sequences[sequence & PACKETS - 1] != sequence;
    }

    /** Keeps a copy. */
    void add(int sequence, byte[] buffer, int offset, int length) {
        int slot = sequence & PACKETS - 1;
        sequences[slot] = sequence;
        if (newest == EMPTY || SequenceNumber.isNewer(sequence, newest)) {
            newest = sequence;
        }
        byte[] kept = packets[slot];
        if (kept == null) {
            kept = new byte[MAX_PACKET_BYTES];
            packets[slot] = kept;
        }
        int copied = Math.min(length, MAX_PACKET_BYTES);
        System.arraycopy(buffer, offset, kept, 0, copied);
        lengths[slot] = copied == length ? length : 0;
        resent[slot] = false;
    }

    /** Keeps the numbers, which must not be used again, and forgets what was in the packets. */
    void clear() {
        Arrays.fill(lengths, 0);
    }

    /**
     * Copies the packet with the number to {@code offset}, unless it was sent again less than
     * {@code pauseNanos} ago.
     *
     * @return its length, or 0
     */
    int take(int sequence, byte[] buffer, int offset, long nowNanos, long pauseNanos) {
        int slot = sequence & PACKETS - 1;
        byte[] kept = packets[slot];
        if (kept == null
                || sequences[slot] != sequence
                || (resent[slot] && nowNanos - resentNanos[slot] < pauseNanos)) {
            return 0;
        }
        resent[slot] = true;
        resentNanos[slot] = nowNanos;
        System.arraycopy(kept, 0, buffer, offset, lengths[slot]);
        return lengths[slot];
    }
}
