package io.calling.rtp.payload;

import java.util.Optional;

/**
 * The reports of one key that is pressed and let go, one per frame: the first with the marker bit,
 * all with the timestamp of its beginning, and the last three times, since none is acknowledged.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4733#section-2.5.1">RFC 4733, 2.5.1</a>
 */
public final class KeyPress {
    /** "The final packet for each event SHOULD be sent a total of three times" (2.5.1.4). */
    private static final int FINAL_REPORTS = 3;

    private static final int VOLUME = 10;
    private static final int MAX_TICKS = 0xFFFF;

    private final int event;
    private final int frameTicks;
    private final int lengthTicks;
    private int elapsedTicks;
    private int finalReports;

    /**
     * @param event as in {@link TelephoneEvent}
     * @param lengthTicks how long the key is held, up to 65,535
     */
    public KeyPress(int event, int frameTicks, int lengthTicks) {
        if (lengthTicks < frameTicks || lengthTicks > MAX_TICKS || frameTicks <= 0) {
            throw new IllegalArgumentException("lengthTicks is one frame to 65535: " + lengthTicks);
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
        elapsedTicks = Math.min(lengthTicks, elapsedTicks + frameTicks);
        boolean end = elapsedTicks == lengthTicks;
        finalReports += end ? 1 : 0;
        return Optional.of(new TelephoneEvent(event, end, VOLUME, elapsedTicks));
    }
}
