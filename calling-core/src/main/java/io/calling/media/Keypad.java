package io.calling.media;

import io.calling.rtp.payload.KeyPress;
import io.calling.rtp.payload.TelephoneEvent;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The keys that our user presses, one after the other, each reported in place of a few frames of
 * sound (RFC 4733, 2.5.1). On the loop, but for {@link #isBusy}.
 */
final class Keypad {
    /** Keys that wait beyond this are not pressed. */
    static final int MAX_WAITING = 256;

    private static final int PRESS_MILLIS = 100;
    private static final int PAUSE_MILLIS = 70;

    private final int frameTicks;
    private final int pressTicks;
    private final int pauseFrames;
    private final Queue<Integer> waiting = new ArrayDeque<>();
    private @Nullable KeyPress pressed;
    private int pressedAt;
    private int pause;
    private boolean first;
    private int timestamp;
    private volatile boolean busy;

    Keypad(int clockRate, int frameTicks) {
        this.frameTicks = frameTicks;
        this.pressTicks = Math.max(frameTicks, clockRate / 1_000 * PRESS_MILLIS);
        int pauseTicks = clockRate / 1_000 * PAUSE_MILLIS;
        this.pauseFrames = (pauseTicks + frameTicks - 1) / frameTicks;
    }

    /** The events of keys. */
    static int[] events(String keys) {
        return keys.chars().map(Keypad::event).toArray();
    }

    private static int event(int key) {
        return TelephoneEvent.ofKey((char) key)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "a key is 0 to 9, *, # or A to D, not " + (char) key));
    }

    /** Presses a key once those before it are let go. */
    void press(int event) {
        if (waiting.size() < MAX_WAITING) {
            waiting.add(event);
            busy = true;
        }
    }

    /** Whether a step without sound is needed all the same. From any thread. */
    boolean isBusy() {
        return busy;
    }

    /**
     * Writes the report that goes in place of the frame at {@code now}, if a key is pressed.
     *
     * @return bytes written, 0 where the frame itself is to go
     */
    int report(byte[] buffer, int offset, int now) {
        KeyPress press = current(now);
        if (press == null) {
            return 0;
        }
        boolean begins = press.isFirst();
        Optional<TelephoneEvent> report = press.next();
        if (report.isEmpty()) {
            pressed = null;
            pause = pauseFrames - 1;
            busy = !waiting.isEmpty();
            return 0;
        }
        first = begins;
        timestamp = pressedAt + press.segmentTicks();
        report.get().write(buffer, offset);
        return TelephoneEvent.BYTES;
    }

    private @Nullable KeyPress current(int now) {
        if (pressed == null && pause > 0) {
            pause--;
        } else if (pressed == null && !waiting.isEmpty()) {
            pressed = new KeyPress(waiting.remove(), frameTicks, pressTicks);
            pressedAt = now;
        }
        return pressed;
    }

    /** Whether the last report was the first of its press: it has the marker. */
    boolean isFirst() {
        return first;
    }

    /** The timestamp of the last report: that of the beginning of its press. */
    int timestamp() {
        return timestamp;
    }
}
