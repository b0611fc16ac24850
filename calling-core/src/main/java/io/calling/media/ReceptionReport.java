package io.calling.media;

import java.time.Duration;
import java.util.Optional;

/**
 * What the peer says of the packets that we sent on one {@link RtpTrack}: about once a second,
 * while it receives any.
 *
 * @param fractionLost of those since its report before, 0 to 1
 * @param packetsLost of all; below 0 where more came twice than were lost
 * @param roundTripTime to the peer and back; empty where the report answers none of ours
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3550#section-6.4.1">RFC 3550, 6.4.1</a>
 */
public record ReceptionReport(
        double fractionLost, long packetsLost, Optional<Duration> roundTripTime) {
    /** Names the value that cannot be. */
    public ReceptionReport {
        if (!(fractionLost >= 0 && fractionLost <= 1)) {
            throw new IllegalArgumentException("fractionLost is 0 to 1, not " + fractionLost);
        }
    }
}
