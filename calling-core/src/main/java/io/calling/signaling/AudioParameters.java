package io.calling.signaling;

/**
 * How one side sends audio: Opus, 48 kHz, in packets of 20 ms, at a constant bit rate.
 *
 * @param payloadType of its packets and of those that it wants, 96 to 127 (RFC 3551, 3)
 * @param ssrc names its packets; 32 bits
 */
public record AudioParameters(int payloadType, int ssrc) {
    /** Checks the values. */
    public AudioParameters {
        if (payloadType < 96 || payloadType > 127) {
            throw new IllegalArgumentException("payloadType must be 96 to 127: " + payloadType);
        }
    }
}
