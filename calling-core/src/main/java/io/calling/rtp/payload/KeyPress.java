package io.calling.rtp.payload;

import java.util.Optional;

/**
 * The reports of one key that is pressed and let go, one per frame: the first with the marker bit,
 * all with the timestamp of their segment's beginning, and the last three times, since none is
 * acknowledged. A press that is longer than a report can say is told in segments.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4733#section-2.5.1">RFC 4733, 2.5.1</a>
 */
public final class KeyPress {
    /** The longest that one report can say; what is longer has several segments. */
    static final int SEGMENT_TICKS = 0xFFFF;

    /** "The final packet for each event SHOULD be sent a total of three times" (2.5.1.4). */
    private static final int FINAL_REPORTS = 3;

    private static final int VOLUME = 10;

    private final int event;
    private final int frameTicks;
    private final int lengthTicks;
    private int elapsedTicks;
    private int nextSegment;
    private int segment;
    private int finalReports;

    /**
     * A key that is not pressed yet.
     *
     * @param event as in {@link TelephoneEvent}
     * @param lengthTicks how long the key is held, one frame at least
     */
    public KeyPress(int event, int frameTicks, int lengthTicks) {
        if (frameTicks <= 0 || lengthTicks < frameTicks) {
            throw new IllegalArgumentException("lengthTicks is one frame or more: " + lengthTicks);
        }
        this.event = event;
        this.frameTicks = frameTicks;
        this.lengthTicks = lengthTicks;
    }

    /** Whether the next report is the first. */
    public boolean isFirst() {
        return elapsedTicks == 0;
    }

    /** The report of the next frame; none once the last was given three times. */
    public Optional<TelephoneEvent> next() {
        if (finalReports == FINAL_REPORTS) {
            return Optional.empty();
        }
        segment = nextSegment;
        elapsedTicks = (int) Math.min(lengthTicks, (long) elapsedTicks + frameTicks);
        if (elapsedTicks - segment > SEGMENT_TICKS) {
            // "the sender MUST send a packet reporting this maximum duration but MUST NOT set the
            // E bit in this packet" (2.5.1.3).
            nextSegment = segment + SEGMENT_TICKS;
            return Optional.of(new TelephoneEvent(event, false, VOLUME, SEGMENT_TICKS));
        }
        boolean end = elapsedTicks == lengthTicks;
        finalReports += end ? 1 : 0;
        return Optional.of(new TelephoneEvent(event, end, VOLUME, elapsedTicks - segment));
    }

    /**
     * How far the timestamp of the last report is behind that of the first: 0 in the first segment.
     */
    public int segmentTicks() {
        return segment;
    }
}
