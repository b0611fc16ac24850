package io.calling.rtp.payload;

import java.util.OptionalInt;

/**
 * One report of a key that is held down: four bytes.
 *
 * @param event 0 to 9, 10 for star, 11 for hash, 12 to 15 for A to D; up to 255 in all
 * @param end whether the key was let go
 * @param volume 0 to 63, in dBm0 with the sign dropped: larger is quieter
 * @param durationTicks of the RTP clock since it was pressed, up to 65,535
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4733#section-2.3">RFC 4733, 2.3</a>
 */
public record TelephoneEvent(int event, boolean end, int volume, int durationTicks) {
    /** Length of a report. */
    public static final int BYTES = 4;

    private static final String KEYS = "0123456789*#ABCD";
    private static final int END_BIT = 0x80;

    /** Names the value that cannot be. */
    public TelephoneEvent {
        check("event", event, 255);
        check("volume", volume, 63);
        check("durationTicks", durationTicks, 0xFFFF);
    }

    private static void check(String name, int value, int most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(name + " is 0 to " + most + ", not " + value);
        }
    }

    /** The event of a key of a telephone, if it is one. */
    public static OptionalInt ofKey(char key) {
        int event = KEYS.indexOf(Character.toUpperCase(key));
        return event < 0 ? OptionalInt.empty() : OptionalInt.of(event);
    }

    /** Whether it is the key of a telephone: others are tones and signals of lines. */
    public boolean isKey() {
        return event < KEYS.length();
    }

    /** The key of a telephone, or '?' for an event that is none. */
    public char key() {
        return isKey() ? KEYS.charAt(event) : '?';
    }

    /** Writes the report. */
    public void write(byte[] buffer, int offset) {
        buffer[offset] = (byte) event;
        buffer[offset + 1] = (byte) ((end ? END_BIT : 0) | volume);
        buffer[offset + 2] = (byte) (durationTicks >>> 8);
        buffer[offset + 3] = (byte) durationTicks;
    }

    /** Reads {@link #BYTES} bytes, all of which mean something. */
    public static TelephoneEvent read(byte[] buffer, int offset) {
        return new TelephoneEvent(
                buffer[offset] & 0xFF,
                (buffer[offset + 1] & END_BIT) != 0,
                buffer[offset + 1] & 0x3F,
                (buffer[offset + 2] & 0xFF) << 8 | buffer[offset + 3] & 0xFF);
    }
}
