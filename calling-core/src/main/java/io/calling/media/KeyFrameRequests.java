package io.calling.media;

import java.util.concurrent.TimeUnit;

/**
 * How many of the peer's requests for a key frame reach the application: three at once and two a
 * second, whatever it sends. Each costs an encoder ten times an ordinary frame, and whoever has
 * asked in vain asks again. Pure; time is an argument.
 */
final class KeyFrameRequests {
    private static final int MOST_AT_ONCE = 3;
    private static final long EACH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private int left = MOST_AT_ONCE;
    private boolean begun;
    private long filledNanos;

    /** Whether the one that has come counts. */
    boolean allow(long nowNanos) {
        if (!begun) {
            begun = true;
            filledNanos = nowNanos;
        }
        long more = (nowNanos - filledNanos) / EACH_NANOS;
        if (more > 0) {
            left = (int) Math.min(MOST_AT_ONCE, left + more);
            filledNanos += more * EACH_NANOS;
        }
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }
}
