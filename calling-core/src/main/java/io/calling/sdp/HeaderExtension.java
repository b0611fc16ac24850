package io.calling.sdp;

/**
 * One {@code a=extmap} line: a header extension and its local identifier (RFC 8285, 5).
 *
 * @param id 1 to 14 fit one-byte headers, 15 is reserved there, up to 255 need two-byte headers
 * @param uri names the extension
 * @param direction which way it is sent, as the writer sees it
 */
public record HeaderExtension(int id, String uri, Direction direction) {
    /** The stable identification of a media section (RFC 9143). */
    public static final String MID = "urn:ietf:params:rtp-hdrext:sdes:mid";

    /** Transport-wide sequence numbers (draft-holmer-rmcat-transport-wide-cc-extensions-01). */
    public static final String TRANSPORT_WIDE_CC =
            "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";

    /** The time when a packet left, in 1/2^18 s. */
    public static final String ABS_SEND_TIME =
            "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time";

    /** How loud the speaker is, in clear (RFC 6464): refused unless headers are encrypted. */
    public static final String AUDIO_LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";

    /** Checks the identifier. */
    public HeaderExtension {
        if (id < 1 || id > 255) {
            throw new IllegalArgumentException("an extmap id is 1 to 255, not " + id);
        }
    }

    /** An extension both ways. */
    public static HeaderExtension of(int id, String uri) {
        return new HeaderExtension(id, uri, Direction.SENDRECV);
    }
}
