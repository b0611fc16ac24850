package io.calling.srtp;

import org.jspecify.annotations.Nullable;

/**
 * The replay windows of a context's streams, by SSRC.
 *
 * <p>Bounded, and nothing is ever dropped to make room: a stream that came back to an empty window
 * would let its old packets in again, and would have lost its rollover counter. Callers add a
 * stream only for a packet that authenticated (or that they send themselves), so nobody but the
 * holder of the key can fill the table, and he harms but his own new streams.
 */
final class StreamTable {
    private static final int FIRST_SLOTS = 8;
    private static final int GOLDEN_RATIO = 0x9E37_79B9;

    private final int limit;
    private int size;
    private int[] ssrcs = new int[FIRST_SLOTS];
    private @Nullable ReplayWindow[] windows = new @Nullable ReplayWindow[FIRST_SLOTS];

    StreamTable(int limit) {
        this.limit = limit;
    }

    boolean full() {
        return size == limit;
    }

    @Nullable ReplayWindow find(int ssrc) {
        return windows[slot(ssrc)];
    }

    /** Adds a stream that is not there yet, to a table that is not {@link #full()}. */
    ReplayWindow add(int ssrc) {
        if (2 * (size + 1) > windows.length) {
            grow();
        }
        ReplayWindow window = new ReplayWindow();
        put(ssrc, window);
        size++;
        return window;
    }

    private void put(int ssrc, ReplayWindow window) {
        int slot = slot(ssrc);
        ssrcs[slot] = ssrc;
        windows[slot] = window;
    }

    private void grow() {
        int[] oldSsrcs = ssrcs;
        @Nullable ReplayWindow[] oldWindows = windows;
        ssrcs = new int[2 * oldSsrcs.length];
        windows = new @Nullable ReplayWindow[2 * oldSsrcs.length];
        for (int i = 0; i < oldSsrcs.length; i++) {
            ReplayWindow window = oldWindows[i];
            if (window != null) {
                put(oldSsrcs[i], window);
            }
        }
    }

    /** The slot of this SSRC, or the free one where it would go. */
    private int slot(int ssrc) {
        int mask = windows.length - 1;
        int hash = ssrc * GOLDEN_RATIO;
        int slot = (hash ^ hash >>> 16) & mask;
        while (windows[slot] != null && ssrcs[slot] != ssrc) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
