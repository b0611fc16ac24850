package io.calling.media;

import java.util.concurrent.TimeUnit;

/** How much is sent: bits per second in the last half second that is over. */
final class RateWindow {
    private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private long beganNanos;
    private long bytes;
    private long bitsPerSecond;

    RateWindow(long nowNanos) {
        beganNanos = nowNanos;
    }

    void add(int more, long nowNanos) {
        if (nowNanos - beganNanos >= WINDOW_NANOS) {
            bitsPerSecond = (long) (bytes * 8e9 / (nowNanos - beganNanos));
            beganNanos = nowNanos;
            bytes = 0;
        }
        bytes += more;
    }

    /** 0 before the first window is over. */
    long bitsPerSecond() {
        return bitsPerSecond;
    }
}
