package io.calling.rtp.payload;

/**
 * Makes key presses of the reports that come: each is told once, however often it is reported, and
 * in whatever order. Remembers one timestamp.
 */
public final class KeyPresses {
    private boolean any;
    private int lastTimestamp;

    /** Nothing was pressed yet. */
    public KeyPresses() {}

    /** Whether the report at this RTP timestamp is the first of a new press. */
    public boolean isNew(int timestamp) {
        boolean isNew = !any || timestamp - lastTimestamp > 0;
        if (isNew) {
            any = true;
            lastTimestamp = timestamp;
        }
        return isNew;
    }
}
