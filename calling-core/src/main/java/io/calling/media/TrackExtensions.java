package io.calling.media;

import java.util.OptionalInt;

/**
 * The header extensions of one {@link RtpTrack}, by the identifiers that were negotiated; an absent
 * one is neither written nor read.
 *
 * @param mid carries the mid (RFC 9143)
 * @param transportSequence carries numbers common to all tracks; the peer is told which arrived
 * @param sendTime carries when a packet left, counted from a random epoch (L32)
 */
public record TrackExtensions(
        OptionalInt mid, OptionalInt transportSequence, OptionalInt sendTime) {
    private static final int LAST_ONE_BYTE_ID = 14;

    /** No extension at all. */
    public static final TrackExtensions NONE =
            new TrackExtensions(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

    /** Checks that each identifier fits a one-byte header (RFC 8285, 4.2). */
    public TrackExtensions {
        check(mid);
        check(transportSequence);
        check(sendTime);
    }

    private static void check(OptionalInt id) {
        if (id.isPresent() && (id.getAsInt() < 1 || id.getAsInt() > LAST_ONE_BYTE_ID)) {
            throw new IllegalArgumentException("an identifier is 1 to 14, not " + id.getAsInt());
        }
    }
}
