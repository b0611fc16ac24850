package io.calling.rtp.payload;

/**
 * Makes key presses of the reports that come: each is told once, however often it is reported, and
 * in whatever order, and in however many segments. Remembers the newest report.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4733#section-2.5.2">RFC 4733, 2.5.2</a>
 */
public final class KeyPresses {
    private boolean any;
    private int lastTimestamp;
    private int lastEvent;
    private boolean lastEnded;

    /** Nothing was pressed yet. */
    public KeyPresses() {}

    /** Whether the report at this RTP timestamp is the first of a new press. */
    public boolean isNew(int timestamp, TelephoneEvent report) {
        return isNew(timestamp, report.event(), report.end());
    }

    /** The same without a report to be made. */
    public boolean isNew(int timestamp, int event, boolean end) {
        if (any && timestamp == lastTimestamp) {
            lastEnded |= end;
            return false;
        }
        if (any && timestamp - lastTimestamp < 0) {
            return false;
        }
        boolean goesOn = any && !lastEnded && event == lastEvent && isSegment(timestamp);
        any = true;
        lastTimestamp = timestamp;
        lastEvent = event;
        lastEnded = end;
        return !goesOn;
    }

    /** A segment begins where the one before had to end, or several before where some got lost. */
    private boolean isSegment(int timestamp) {
        return (timestamp - lastTimestamp) % KeyPress.SEGMENT_TICKS == 0;
    }
}
