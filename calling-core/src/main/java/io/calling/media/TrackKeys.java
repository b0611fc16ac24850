package io.calling.media;

import io.calling.rtp.payload.KeyPress;
import io.calling.rtp.payload.KeyPresses;
import io.calling.rtp.payload.TelephoneEvent;
import java.util.Optional;

/**
 * The keys of a telephone on one track of a session, for applications that send and take packets
 * themselves. On the loop.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4733">RFC 4733</a>
 */
public final class TrackKeys {
    private static final String ENCODING = "telephone-event";

    private final RtpTrack track;
    private final TrackFormat format;
    private final KeyPresses presses = new KeyPresses();
    private final byte[] buffer = new byte[TelephoneEvent.BYTES];

    private TrackKeys(RtpTrack track, TrackFormat format) {
        this.track = track;
        this.format = format;
    }

    /** Those of a track, if they were negotiated: by the clock of its sound if they can be. */
    public static Optional<TrackKeys> of(RtpTrack track) {
        int soundRate = track.config().formats().get(0).clockRate();
        Optional<TrackFormat> any =
                track.config().formats().stream().filter(TrackKeys::isKeys).findFirst();
        return track.config().formats().stream()
                .filter(format -> isKeys(format) && format.clockRate() == soundRate)
                .findFirst()
                .or(() -> any)
                .map(format -> new TrackKeys(track, format));
    }

    private static boolean isKeys(TrackFormat format) {
        return format.encoding().equalsIgnoreCase(ENCODING);
    }

    /** How long a second is in a {@link KeyPress} that is sent here. */
    public int clockRate() {
        return format.clockRate();
    }

    /** Whether packets of this type report keys, and are no sound. */
    public boolean takes(int payloadType) {
        TrackFormat received = track.config().format(payloadType);
        return received != null && isKeys(received);
    }

    /**
     * Takes a packet that {@link #takes} says is one.
     *
     * @return the key, if this is the first that is heard of its being pressed
     */
    public Optional<Character> onPacket(int timestamp, byte[] bytes, int offset, int length) {
        if (length < TelephoneEvent.BYTES) {
            return Optional.empty();
        }
        TelephoneEvent report = TelephoneEvent.read(bytes, offset);
        boolean isNew = report.isKey() && presses.isNew(timestamp, report);
        return isNew ? Optional.of(report.key()) : Optional.empty();
    }

    /**
     * Sends the next report of a key that is pressed, in place of a frame of sound; to be called
     * once a frame until it says that all is said.
     *
     * @param sequenceNumber the next one of the track's packets
     * @param pressedAt the timestamp of the frame in whose place the first report went
     * @return whether there was something left to report
     */
    public boolean send(KeyPress press, int sequenceNumber, int pressedAt) {
        boolean first = press.isFirst();
        Optional<TelephoneEvent> report = press.next();
        if (report.isEmpty()) {
            return false;
        }
        report.get().write(buffer, 0);
        track.send(
                format.payloadType(),
                first,
                sequenceNumber,
                pressedAt + press.segmentTicks(),
                buffer,
                0,
                TelephoneEvent.BYTES);
        return true;
    }
}
